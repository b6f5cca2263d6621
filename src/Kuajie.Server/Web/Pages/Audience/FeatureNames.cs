using System.Globalization;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Features of profiles in words: the API names them <c>tag:running</c>, <c>recency</c>, ….</summary>
internal static class FeatureNames
{
    private static readonly string[] Stored = ["tag:", "category:", "format:"];

    private const string Factor = "factor:";

    /// <summary>One feature: the stored name as it is, or what the feature is.</summary>
    public static string Of(string feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (feature.StartsWith(Factor, StringComparison.Ordinal))
        {
            return T("FeatureFactor", int.Parse(feature[Factor.Length..], CultureInfo.InvariantCulture) + 1);
        }
        var prefix = Stored.FirstOrDefault(each => feature.StartsWith(each, StringComparison.Ordinal));
        return prefix is null ? T($"Feature_{feature}") : feature[prefix.Length..];
    }

    /// <summary>Several, joined; for none, that it is the opposite of the other end.</summary>
    public static string Of(IReadOnlyList<string> features) =>
        features.Count == 0 ? T("Opposite") : string.Join(ConsoleTexts.Say("ListSeparator"), features.Select(Of));
}
