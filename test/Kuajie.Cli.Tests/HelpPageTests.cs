namespace Kuajie.Cli.Tests;

public sealed class HelpPageTests
{
    [Fact]
    public async Task Write_Verb_ShowsUsageOptionsAndExample()
    {
        var run = await CommandRun.Of("probe", "--help", "--language", "en");

        Assert.Equal(
            """
            Probes.

            Usage:
              kuajie probe --domain DOMAIN [options]

            Options:
              --domain DOMAIN       Which domain. (required)
              --users USERS         How many users. (default: 20)
              --side source|target  Which side.

            Options of every verb:
              -w, --workspace DIR  The workspace folder; the environment variable KUAJIE_WORKSPACE names another default.
                                   (default: workspace.kuajie)
              --json [OUT]         Write one machine-readable document, to standard output or to the file OUT; progress
                                   and logs go to standard error.
              -q, --quiet          Write no progress and no notes to standard error.
              --language en|zh     Language of texts: en or zh. Default: KUAJIE_LANGUAGE, else the system's.
              -?, -h, --help       Show help and an example.

            Example:
              kuajie probe --domain sports
              kuajie probe --domain auto --users 3

            """.ReplaceLineEndings("\n"),
            run.Out
        );
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Write_InChinese_HasNoEnglishHeading()
    {
        var run = await CommandRun.Of("--help", "--language", "zh");

        Assert.Contains("用法：\n  kuajie 命令 [选项]\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("显示帮助与示例。", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Sum(letter => letter >= '\u2e80' ? 2 : 1) <= HelpPage.Widest + 2, line));
    }
}
