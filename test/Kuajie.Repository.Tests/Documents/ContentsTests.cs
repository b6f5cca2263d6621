namespace Kuajie.Repository.Tests.Documents;

/// <summary>What is written can be found: the page of contents names every document, and no two decisions have one number.</summary>
public sealed class ContentsTests
{
    private static readonly string[] Listed = ["docs/decisions/", "docs/guide/", "docs/methods/", "docs/reference/", "docs/results/"];

    [Fact]
    public void Contents_NameEveryDocument()
    {
        var contents = Repository.Read("docs/README.md");
        var documents = Repository
            .FilesEnding(".md")
            .Where(file => Listed.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)));

        Assert.All(documents, file => Assert.Contains($"({file["docs/".Length..]})", contents, StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_HaveANumberOfTheirOwn_WhichTheirTitleSays()
    {
        var decisions = Repository.FilesEnding(".md").Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal)).ToArray();

        Assert.Empty(decisions.GroupBy(NumberOf).Where(same => same.Count() > 1).SelectMany(same => same));
        Assert.All(decisions, file => Assert.StartsWith($"# {NumberOf(file)}: ", Repository.Read(file), StringComparison.Ordinal));
    }

    private static string NumberOf(string file) => file["docs/decisions/".Length..][..4];
}
