using System.Text;

namespace Kuajie.Platform.Audience;

/// <summary>Users of a segment as a file: CSV (RFC 4180) with the heading <c>user</c>.</summary>
public static class SegmentCsv
{
    private const string Heading = "user\r\n";

    // What a spreadsheet would take for a formula.
    private const string Formula = "=+-@\t\r";

    /// <summary>The file. Ids that a spreadsheet would take for a formula get a quote in front.</summary>
    public static string Of(IEnumerable<string> userIds)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        var file = new StringBuilder(Heading);
        foreach (var id in userIds)
        {
            var safe = id.Length > 0 && Formula.Contains(id[0]) ? "'" + id : id;
            file.Append(safe.AsSpan().IndexOfAny("\",\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe)
                .Append("\r\n");
        }
        return file.ToString();
    }
}
