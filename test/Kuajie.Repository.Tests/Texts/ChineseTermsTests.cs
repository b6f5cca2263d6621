using System.Xml.Linq;

namespace Kuajie.Repository.Tests.Texts;

/// <summary>Chinese texts keep to the one word that the table of terms gives each idea.</summary>
public sealed class ChineseTermsTests
{
    private const string Table = "docs/reference/terms.md";

    /// <summary>What an abandoned word is only a part of: other ideas that happen to be written with the same characters.</summary>
    private static readonly string[] OtherIdeas = ["百分数", "部分群"];

    private static readonly Lazy<string[][]> Rows = new(() =>
        [
            .. Repository
                .Read(Table)
                .Split('\n')
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
                .Skip(1)
                .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
        ]
    );

    private static readonly Lazy<(string Word, string Instead)[]> Abandoned = new(() =>
        [
            .. Rows.Value.SelectMany(row =>
                row[3].Split('、', StringSplitOptions.RemoveEmptyEntries).Select(word => (Word: word, Instead: row[1]))
            ),
        ]
    );

    [Fact]
    public void Table_EachRow_HasOneIdeaAndWordsOfItsOwn()
    {
        Assert.All(Rows.Value, row => Assert.Equal(4, row.Length));
        Assert.Distinct(Rows.Value.Select(row => row[0]));
        Assert.Distinct(Abandoned.Value.Select(pair => pair.Word));
        Assert.Empty(Abandoned.Value.Select(pair => pair.Word).Intersect(Rows.Value.Select(row => row[1])));
    }

    [Fact]
    public void Resources_UseNoAbandonedWord() =>
        Assert.Empty(
            from file in Repository.FilesEnding(".zh-Hans.resx")
            from data in XDocument.Parse(Repository.Read(file)).Root!.Elements("data")
            from fault in FaultsOf((string)data.Element("value")!)
            select $"{file}, {(string?)data.Attribute("name")}: {fault}"
        );

    [Fact]
    public void Documents_UseNoAbandonedWord() =>
        Assert.Empty(
            from file in Repository.FilesEnding(".zh-CN.md").Append("docs/reference/cli/zh-CN.md").Distinct()
            from line in Repository.Read(file).Split('\n')
            from fault in FaultsOf(line)
            select $"{file}: {fault}"
        );

    private static IEnumerable<string> FaultsOf(string text)
    {
        var judged = OtherIdeas.Aggregate(text, (rest, phrase) => rest.Replace(phrase, "", StringComparison.Ordinal));
        return Abandoned
            .Value.Where(pair => judged.Contains(pair.Word, StringComparison.Ordinal))
            .Select(pair => $"“{pair.Word}” should be “{pair.Instead}”: {text}");
    }
}
