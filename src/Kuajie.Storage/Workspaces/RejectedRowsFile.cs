using Kuajie.Platform.Users;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Workspaces;

/// <summary>A file of rejected rows as CSV: only what was found and the row itself come from users; names of files, line numbers and reasons do not.</summary>
internal static class RejectedRowsFile
{
    private static readonly string[] FromUsers = ["found", "raw"];

    /// <summary>Whether the text is such a file; then also its text without the rows that mention the user, or null where none does.</summary>
    public static bool Without(string text, string userId, out string? cleaned)
    {
        cleaned = null;
        var lines = text.Split('\n').Select((line, place) => new TextLine(place + 1, line.TrimEnd('\r'), false));
        // Fields are one list used again and again.
        var records = DelimitedRecords.Read(lines, ",").Select(record => (record.Raw, Fields: record.Fields.ToArray())).ToArray();
        if (records.Length == 0 || !records[0].Fields.Contains("raw", StringComparer.Ordinal))
        {
            return false;
        }
        var places = FromUsers.Select(name => Array.IndexOf(records[0].Fields, name)).Where(place => place >= 0).ToArray();
        var kept = records.Where((record, row) => row == 0 || !IsMentioned(record.Fields, places, userId)).ToArray();
        cleaned = kept.Length < records.Length ? string.Join('\n', kept.Select(record => record.Raw)) + "\n" : null;
        return true;
    }

    private static bool IsMentioned(string[] fields, int[] places, string userId) =>
        places.Any(place => place < fields.Length && Mention.Of(userId, fields[place]));
}
