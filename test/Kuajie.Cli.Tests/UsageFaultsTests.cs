namespace Kuajie.Cli.Tests;

public sealed class UsageFaultsTests
{
    private const string Help = "Run `kuajie probe --help` for its options and an example.";
    private const string Options = "--domain, --users, --side, --workspace, --json, --quiet, --language, --help";

    [Theory]
    [InlineData(
        new[] { "prob" },
        "Unknown verb 'prob'.",
        "One of the verbs: probe.",
        "Did you mean 'probe'? Run `kuajie --help` for its options and an example."
    )]
    [InlineData(
        new[] { "train" },
        "Unknown verb 'train'.",
        "One of the verbs: probe.",
        "Run `kuajie --help` for its options and an example."
    )]
    [InlineData(
        new[] { "--json" },
        "The verb is missing.",
        "One of the verbs: probe.",
        "Run `kuajie --help` for its options and an example."
    )]
    [InlineData(
        new[] { "probe", "--domain", "a", "--user", "3" },
        "Unknown option '--user'.",
        $"An option of `kuajie probe`: {Options}.",
        $"Did you mean '--users'? {Help}"
    )]
    [InlineData(new[] { "probe", "--domain" }, "Option --domain has no value.", "A call with --domain DOMAIN.", Help)]
    [InlineData(new[] { "probe" }, "Missing: --domain.", "A call with --domain DOMAIN.", Help)]
    [InlineData(new[] { "probe", "--domain", "a", "--users", "many" }, "--users got 'many'.", "--users takes a whole number.", Help)]
    [InlineData(
        new[] { "probe", "--domain", "a", "--side", "sorce" },
        "--side got 'sorce'.",
        "--side takes one of: source, target.",
        $"Did you mean 'source'? {Help}"
    )]
    [InlineData(
        new[] { "probe", "--users", "many" },
        "Missing: --domain. --users got 'many'.",
        "A call with --domain DOMAIN. --users takes a whole number.",
        Help
    )]
    public async Task Of_WrongCall_SaysFoundExpectedCure(string[] arguments, string found, string expected, string cure)
    {
        var run = await CommandRun.Of([.. arguments, "--language=en"]);

        Assert.Equal($"Found: {found}\nExpected: {expected}\nCure: {cure}\n", run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData(
        new[] { "prob" },
        "发现：未知命令“prob”。\n期望：以下命令之一：probe。\n解决办法：你是不是想输入“probe”？运行 `kuajie --help` 查看选项与示例。\n"
    )]
    [InlineData(
        new[] { "probe", "--domain" },
        "发现：选项 --domain 没有给值。\n期望：调用时带上 --domain DOMAIN。\n解决办法：运行 `kuajie probe --help` 查看选项与示例。\n"
    )]
    [InlineData(
        new[] { "probe", "--domain", "a", "--users", "many" },
        "发现：--users 的值是“many”。\n期望：--users 需要整数。\n解决办法：运行 `kuajie probe --help` 查看选项与示例。\n"
    )]
    public async Task Of_WrongCallInChinese_ReadsAsWell(string[] arguments, string text)
    {
        var run = await CommandRun.Of([.. arguments, "--language=zh"]);

        Assert.Equal(text, run.Error);
    }

    [Fact]
    public async Task Of_UnknownLanguage_SaysWhichThereAre()
    {
        var run = await CommandRun.Of("probe", "--domain", "a", "--language", "fr");

        Assert.StartsWith("Found: 'fr' is not a language of this program: en, zh.\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("recomend", "recommend")]
    [InlineData("lnik", "link")]
    [InlineData("evalu", "evaluate")]
    [InlineData("xyz", null)]
    public void Closest_Token_IsTheNameThatWasMeant(string token, string? expected) =>
        Assert.Equal(expected, UsageFaults.Closest(token, ["recommend", "link", "evaluate", "train"]));
}
