using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kuajie.Storage.Records;

/// <summary>Moments as ISO 8601 text in UTC with seven decimals: exact, and its text order is time order.</summary>
internal static class InstantText
{
    public static string Of(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>Moments as <see cref="InstantText"/>.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, string>(instant => InstantText.Of(instant), text => InstantText.Parse(text));

/// <summary>Lists of names as a JSON array.</summary>
internal sealed class StringListConverter()
    : ValueConverter<IReadOnlyList<string>, string>(
        list => JsonSerializer.Serialize(list, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<string[]>(text, JsonSerializerOptions.Default)!
    );

/// <summary>Lists of names are equal where their elements are.</summary>
internal sealed class StringListComparer()
    : ValueComparer<IReadOnlyList<string>>(
        (left, right) => left!.SequenceEqual(right!),
        list => list.Aggregate(0, (hash, name) => HashCode.Combine(hash, name.GetHashCode(StringComparison.Ordinal))),
        list => list
    );
