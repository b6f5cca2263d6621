using System.Globalization;
using System.Text.Json;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>One thing that is said of a user.</summary>
/// <param name="Name">Of what, in small letters.</param>
/// <param name="Value">What, as people read it.</param>
internal readonly record struct UserTrait(string Name, string Value)
{
    /// <summary>Stands for an age in years.</summary>
    public const string Age = "age";

    /// <summary>The same for traits that mean the same.</summary>
    public string Key => $"{Name}={Value.ToUpperInvariant()}";
}

/// <summary>Attributes → traits: texts and flags as they stand, each text of a list, ages and years of birth in bands, other numbers as they stand.</summary>
internal static class UserTraits
{
    private const int LongestValue = 40;
    private static readonly int[] Bands = [0, 18, 25, 35, 45, 55];
    private static readonly string[] AgeNames = ["age", "年龄"];
    private static readonly string[] BirthNames = ["birthyear", "birth_year", "出生年份"];

    /// <summary>The traits in the attributes' order; none where they are no JSON object.</summary>
    public static IReadOnlyList<UserTrait> Of(string attributesJson, int thisYear)
    {
        using var document = JsonDocument.Parse(attributesJson);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? [.. document.RootElement.EnumerateObject().SelectMany(member => Of(member.Name.ToLowerInvariant(), member.Value, thisYear))]
            : [];
    }

    /// <summary>The band of an age: from 18, 25, 35, 45 and 55 on.</summary>
    public static string BandOf(int years)
    {
        var band = Array.FindLastIndex(Bands, from => years >= from);
        return band == Bands.Length - 1
            ? string.Create(CultureInfo.InvariantCulture, $"{Bands[band]}+")
            : string.Create(CultureInfo.InvariantCulture, $"{Bands[band]}–{Bands[band + 1] - 1}");
    }

    private static IEnumerable<UserTrait> Of(string name, JsonElement value, int thisYear) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Text(name, value.GetString()!),
            JsonValueKind.True or JsonValueKind.False => [new UserTrait(name, value.GetRawText())],
            JsonValueKind.Number => [Number(name, value, thisYear)],
            JsonValueKind.Array => value
                .EnumerateArray()
                .Where(each => each.ValueKind == JsonValueKind.String)
                .SelectMany(each => Text(name, each.GetString()!)),
            _ => [],
        };

    private static IEnumerable<UserTrait> Text(string name, string value) =>
        value.Trim() is { Length: > 0 and <= LongestValue } text ? [new UserTrait(name, text)] : [];

    private static UserTrait Number(string name, JsonElement value, int thisYear)
    {
        if (value.TryGetInt32(out var number))
        {
            if (AgeNames.Contains(name) && number is >= 0 and < 150)
            {
                return new UserTrait(UserTrait.Age, BandOf(number));
            }
            if (BirthNames.Contains(name) && thisYear - number is >= 0 and < 150)
            {
                return new UserTrait(UserTrait.Age, BandOf(thisYear - number));
            }
        }
        return new UserTrait(name, value.GetRawText());
    }
}
