using System.Globalization;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Imports;

/// <summary>Reads the import's options as people write them.</summary>
public static class ImportOptionTexts
{
    private const int LongestDomain = 64;

    /// <summary>A domain's name.</summary>
    public static string Domain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isName = text.Length is > 0 and <= LongestDomain && text.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_');
        return isName ? text : throw ImportTexts.Source.Fault("bad-domain", "BadDomain", "--domain", isUsage: true, arguments: [text]);
    }

    /// <summary><c>user=uid,item=course_id</c>.</summary>
    public static IReadOnlyDictionary<string, string> Map(string? text)
    {
        var roles = ColumnRole.Interactions.Concat(ColumnRole.Items).Concat(ColumnRole.Users).Select(role => role.Role).ToHashSet();
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || parts[1].Length == 0 || !roles.Contains(parts[0]))
            {
                throw ImportTexts.Source.Fault(
                    "unknown-role",
                    "UnknownRole",
                    "--map",
                    isUsage: true,
                    arguments: [entry, string.Join(", ", roles)]
                );
            }
            map[parts[0]] = parts[1];
        }
        return map;
    }

    /// <summary><c>1..5</c>.</summary>
    public static RatingRange? Range(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var parts = text.Split("..");
        return
            parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var most)
            && double.IsFinite(least)
            && double.IsFinite(most)
            && least < most
            ? new RatingRange(least, most)
            : throw ImportTexts.Source.Fault("bad-range", "BadRange", "--rating-range", isUsage: true, arguments: [text]);
    }

    /// <summary>A preset by name.</summary>
    public static ImportPreset? Preset(string? text) =>
        text is null ? null
        : ImportPreset.All.FirstOrDefault(preset => string.Equals(preset.Name, text, StringComparison.OrdinalIgnoreCase)) is { } preset
            ? preset
        : throw ImportTexts.Source.Fault(
            "unknown-preset",
            "UnknownPreset",
            "--preset",
            isUsage: true,
            arguments: [text, string.Join(", ", ImportPreset.All.Select(preset => preset.Name))]
        );

    /// <summary>An interaction kind by any of its words.</summary>
    public static InteractionKind? Kind(string? text) =>
        text is null
            ? null
            : InteractionKinds.Parse(text)
                ?? throw ImportTexts.Source.Fault(
                    "unknown-kind",
                    "UnknownKindOption",
                    "--kind",
                    isUsage: true,
                    arguments: [text, string.Join(", ", InteractionKinds.Names)]
                );
}
