using System.Globalization;
using System.Text;
using Kuajie.Cli;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Output;

namespace Kuajie.Repository.Tests.CommandLines;

/// <summary>The command line's reference pages are what the program itself says.</summary>
public sealed class CliReferenceTests
{
    [Theory]
    [InlineData(
        "en",
        "docs/reference/cli/en.md",
        "# The command line",
        "Written by the tests from the program's own help; edit the verbs, not this page."
    )]
    [InlineData("zh", "docs/reference/cli/zh-CN.md", "# 命令行", "本页由测试根据程序自身的帮助生成；请修改命令本身，不要修改本页。")]
    public async Task Help_OfEveryVerb_IsAsRecorded(string language, string file, string heading, string origin)
    {
        var page = new StringBuilder($"{heading}\n\n{origin}\n");
        foreach (var path in Paths().Prepend([]))
        {
            var help = await HelpOf(path, language);
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {string.Join(' ', path.Prepend("kuajie"))}\n\n```text\n{help.TrimEnd()}\n```\n"
            );
        }
        Snapshot.Matches(file, page.ToString());
    }

    [Fact]
    public void Verbs_Examples_AreCallsThatParse()
    {
        var faults = new List<string>();
        foreach (var (path, verb) in Walk(KuajieCommand.Verbs(), []))
        {
            var calls = verb.Example.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.TrimEntries);
            var arguments = calls.Select(ShellCommands.KuajieArguments).OfType<string[]>().ToList();
            if (arguments.Count == 0)
            {
                faults.Add($"{string.Join(' ', path)} has no example that calls kuajie.");
            }
            faults.AddRange(
                arguments
                    .Where(call => !call.Take(path.Length).SequenceEqual(path))
                    .Select(call => $"{string.Join(' ', path)} shows a call of another verb: {string.Join(' ', call)}")
            );
            faults.AddRange(arguments.SelectMany(KuajieCalls.Faults));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Verbs_HelpInChinese_HasNoEnglishDescription()
    {
        foreach (var path in Paths())
        {
            var (english, chinese) = (await HelpOf(path, "en"), await HelpOf(path, "zh"));

            Assert.True(chinese.Split('\n')[0].Any(letter => letter >= '\u4e00'), $"{string.Join(' ', path)} has no Chinese description.");
            Assert.Empty(english.Split('\n').TakeWhile(line => line != "Example:").Where(IsSentence).Intersect(chinese.Split('\n')));
        }
    }

    private static bool IsSentence(string line) =>
        line.Trim().Split(' ').Count(word => word.Length > 1 && word.All(char.IsAsciiLetter)) >= 3;

    private static IEnumerable<string[]> Paths() => Walk(KuajieCommand.Verbs(), []).Select(pair => pair.Path);

    private static IEnumerable<(string[] Path, Verb Verb)> Walk(IEnumerable<Verb> verbs, string[] above) =>
        verbs.SelectMany(verb => Walk(verb.SubVerbs, [.. above, verb.Name]).Prepend(([.. above, verb.Name], verb)));

    private static async Task<string> HelpOf(string[] path, string language)
    {
        using var output = new StringWriter();
        var session = new CliSession(output, TextWriter.Null, false, TimeProvider.System, TestContext.Current.CancellationToken, 100);
        Assert.Equal(0, await KuajieCommand.RunAsync([.. path, "--help", "--language", language], session));
        return output.ToString().ReplaceLineEndings("\n");
    }
}
