using System.Globalization;

namespace Kuajie.Storage.SampleWorld;

/// <summary>Ids that a broken join made: longer than the 256 characters an id may have.</summary>
internal static class LongId
{
    public static string From(string id, int variant) =>
        $"{id}-{new string('x', 280 + (variant % 40))}-{variant.ToString(CultureInfo.InvariantCulture)}";
}
