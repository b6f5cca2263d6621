using System.Text.RegularExpressions;

namespace Kuajie.Repository.Tests.Documents;

public sealed partial class LinksTests
{
    public static TheoryData<string> Pages => [.. Repository.FilesEnding(".md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_InAPage_LeadSomewhere(string page)
    {
        var dead = Links()
            .Matches(Repository.Read(page))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Leads(page, target));

        Assert.Empty(dead);
    }

    private static bool Leads(string page, string target)
    {
        var (file, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, null);
        var path = file.Length == 0 ? Repository.PathOf(page) : Path.Combine(Path.GetDirectoryName(Repository.PathOf(ReadAt(page)))!, file);
        return Path.Exists(path)
            && (anchor is null || !path.EndsWith(".md", StringComparison.Ordinal) || Anchors(File.ReadAllText(path)).Contains(anchor));
    }

    /// <summary>Where people meet a page: the beginnings of result pages lie in <c>eng</c> and are read in <c>docs</c>.</summary>
    private static string ReadAt(string page) => page.Replace("eng/results/", "docs/results/", StringComparison.Ordinal);

    private static IEnumerable<string> Anchors(string markdown) =>
        Headings()
            .Matches(markdown)
            .Select(match => NotInAnchors().Replace(match.Groups["heading"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (?<heading>.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
