using System.Text.RegularExpressions;

namespace Kuajie.Repository.Tests.CommandLines;

/// <summary>Finds the commands that a document tells people to type.</summary>
internal static partial class ShellCommands
{
    /// <summary>Commands in fenced blocks marked bash, sh or console (there only lines after a prompt), continued lines joined, remarks removed.</summary>
    public static IEnumerable<string> In(string markdown)
    {
        foreach (Match block in Fences().Matches(markdown))
        {
            var isConsole = block.Groups["kind"].Value == "console";
            var body = block.Groups["body"].Value.Replace("\\\n", " ", StringComparison.Ordinal);
            foreach (var line in body.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#')))
            {
                if (!isConsole || line.StartsWith("$ ", StringComparison.Ordinal))
                {
                    yield return Remark().Replace(isConsole ? line[2..] : line, "").Trim();
                }
            }
        }
    }

    /// <summary>The arguments given to kuajie, or null where the command calls something else.</summary>
    public static string[]? KuajieArguments(string command)
    {
        var words = Words(command).TakeWhile(word => word is not ("|" or ">" or "2>" or "&&" or ";")).ToList();
        if (words.Count > 0 && (words[0] == "kuajie" || words[0].EndsWith("/kuajie", StringComparison.Ordinal)))
        {
            return [.. words.Skip(1)];
        }
        var place = words.IndexOf("--");
        return words is ["dotnet", "run", ..] && place > 0 && words.Contains("src/Kuajie.Cli") ? [.. words.Skip(place + 1)] : null;
    }

    [GeneratedRegex(@"^```(?<kind>bash|sh|console)\b[^\n]*\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    /// <summary>Words as a shell splits them: quotes of either kind hold a word together and are not part of it.</summary>
    private static IEnumerable<string> Words(string command) =>
        QuotedWords()
            .Matches(command)
            .Select(word =>
                string.Concat(
                    Pieces().Matches(word.Value).Select(piece => piece.Value is ['\'' or '"', ..] ? piece.Value[1..^1] : piece.Value)
                )
            );

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|[^\s'""])+")]
    private static partial Regex QuotedWords();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|[^'""]+")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"\s+#\s.*$")]
    private static partial Regex Remark();
}
