namespace Kuajie.Platform.Imports;

/// <summary>How an id is read from a field, the same in C# and (through these lists) in SQL.</summary>
public static class IdText
{
    /// <summary>Characters an id may have.</summary>
    public const int MostLength = 256;

    /// <summary>Stripped from both ends: space, tab, line ends, no-break and ideographic space, byte order mark.</summary>
    public const string Blanks = " \t\r\n\u00a0\u3000\ufeff";

    /// <summary>What exports write where there is no value; compared in lower case.</summary>
    public static IReadOnlyList<string> MissingMarkers { get; } = ["null", "none", "nan", "n/a", "\\n", "undefined", "<null>", "<na>"];

    /// <summary>The id without blanks around it, or null where the field says that there is none.</summary>
    public static string? Clean(string? field)
    {
        var trimmed = field?.Trim(Blanks.ToCharArray());
        return string.IsNullOrEmpty(trimmed) || MissingMarkers.Contains(trimmed.ToLowerInvariant()) ? null : trimmed;
    }

    /// <summary>Whether a text carries the trace of bytes that were no text: the replacement character or a zero.</summary>
    public static bool IsBroken(ReadOnlySpan<char> text) => text.IndexOfAny('\ufffd', '\0') >= 0;
}
