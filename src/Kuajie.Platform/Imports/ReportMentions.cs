using System.Text.Json.Nodes;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Imports;

/// <summary>
/// Takes a user out of an import's report as JSON. Only the places that hold what files said are looked at: examples of rejected rows, and flagged users. Names of files, columns
/// and reasons stay, whatever the user is called.
/// </summary>
public static class ReportMentions
{
    private static readonly string[] Places = ["examples", "flaggedUsers"];
    private static readonly string[] OwnWords = ["part", "reason", "file", "field", "expected"];

    /// <summary>The report without the user, or null where it does not mention one.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static string? Remove(string userId, string reportJson)
    {
        var report = JsonNode.Parse(reportJson);
        return RemoveBelow(report, userId, isPlace: false) ? report!.ToJsonString(ImportWorkflow.Json) : null;
    }

    private static bool RemoveBelow(JsonNode? node, string userId, bool isPlace)
    {
        var isChanged = false;
        switch (node)
        {
            case JsonObject document:
                foreach (var (name, value) in document.ToArray())
                {
                    isChanged |=
                        isPlace && OwnWords.Contains(name, StringComparer.Ordinal)
                            ? false
                            : Replaced(
                                value,
                                userId,
                                isPlace || Places.Contains(name, StringComparer.Ordinal),
                                text => document[name] = text
                            );
                }
                break;
            case JsonArray list:
                for (var place = 0; place < list.Count; place++)
                {
                    var at = place;
                    isChanged |= Replaced(list[at], userId, isPlace, text => list[at] = text);
                }
                break;
            default:
                break;
        }
        return isChanged;
    }

    private static bool Replaced(JsonNode? value, string userId, bool isPlace, Action<string> replace)
    {
        if (value is not JsonValue text || !text.TryGetValue<string>(out var written))
        {
            return RemoveBelow(value, userId, isPlace);
        }
        if (!isPlace || !Mention.Of(userId, written))
        {
            return false;
        }
        replace(Mention.Remove(userId, written));
        return true;
    }
}
