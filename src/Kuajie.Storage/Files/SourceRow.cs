using System.Text.Json;

namespace Kuajie.Storage.Files;

/// <summary>A row of a source file before cleaning. Reused from row to row: take what is needed before moving on.</summary>
internal sealed class SourceRow
{
    /// <summary>Line of the file where the row begins, from 1.</summary>
    public long Line { get; set; }

    /// <summary>Why the row could not be taken apart (an import reason), or null.</summary>
    public string? Fault { get; set; }

    /// <summary>What was found where it went wrong, or null.</summary>
    public string? Found { get; set; }

    /// <summary>The row as it stands in the file.</summary>
    public string Raw { get; set; } = "";

    /// <summary>Values as text, one per column of the file; null where a column has no value.</summary>
    public string?[] Values { get; set; } = [];

    /// <summary>The row as a JSON object, for files of JSON lines.</summary>
    public JsonElement? Json { get; set; }
}
