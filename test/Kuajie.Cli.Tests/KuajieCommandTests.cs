using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Platform.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests;

public sealed class KuajieCommandTests
{
    [Fact]
    public async Task Run_VerbThatAnswers_WritesForPeopleAndExitsZero()
    {
        var run = await CommandRun.Of("probe", "--domain", "sports");

        Assert.Equal(new CommandRun(0, "forty-two\n", ""), run);
    }

    [Fact]
    public async Task Run_Json_WritesOneDocumentAndNothingElse()
    {
        var run = await CommandRun.Of("probe", "--domain", "sports", "--json");

        Assert.Equal(42, JsonDocument.Parse(run.Out).RootElement.GetProperty("answer").GetInt32());
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Run_NotesAndQuiet_GoToStandardErrorOrNowhere()
    {
        static Task<VerbOutcome> Talk(VerbContext context)
        {
            context.Note("working");
            return Task.FromResult(new VerbOutcome(new { }, _ => { }));
        }

        Assert.Equal("working\n", (await CommandRun.Of(Talk, "probe", "--domain", "a")).Error);
        Assert.Equal("", (await CommandRun.Of(Talk, "probe", "--domain", "a", "--quiet")).Error);
    }

    [Theory]
    [InlineData(false, KuajieCommand.Failure)]
    [InlineData(true, KuajieCommand.Usage)]
    public async Task Run_Fault_SaysFoundWhereExpectedCure(bool isUsage, int code)
    {
        var fault = new KuajieException("no-such-domain", "found.", "expected.", "cure.", "here", isUsage);

        var run = await CommandRun.Of(_ => throw fault, "probe", "--domain", "x", "--language", "en");

        Assert.Equal(new CommandRun(code, "", "Found: found.\nWhere: here\nExpected: expected.\nCure: cure.\n"), run);
    }

    [Fact]
    public async Task Run_FaultWithJson_WritesAnErrorDocument()
    {
        var fault = new KuajieException("no-such-domain", "found.", "expected.", "cure.", "here");

        var run = await CommandRun.Of(_ => throw fault, "probe", "--domain", "x", "--json");
        var error = JsonDocument.Parse(run.Out).RootElement.GetProperty("error");

        Assert.Equal(
            ("no-such-domain", "found.", "expected.", "here", "cure."),
            (Text("code"), Text("found"), Text("expected"), Text("where"), Text("cure"))
        );
        string? Text(string name) => error.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Run_UsageFaultWithJson_WritesAnErrorDocument()
    {
        var run = await CommandRun.Of("probe", "--json");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("wrong-usage", JsonDocument.Parse(run.Out).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Run_UnreachableFile_IsAFailureWithACure()
    {
        var run = await CommandRun.Of(
            _ => throw new UnauthorizedAccessException("Access to '/x' is denied."),
            "probe",
            "--domain",
            "x",
            "--language",
            "en"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "Found: Access to '/x' is denied.\n"
                + "Expected: Files and folders that can be read and written, with space left on the disk.\n"
                + "Cure: Check the path, its permissions and the free space, then run the same command again.\n",
            run.Error
        );
    }

    [Fact]
    public async Task Run_Defect_IsTracedAndNamedAsOne()
    {
        var run = await CommandRun.Of(
            _ => throw new InvalidOperationException("boom"),
            "probe",
            "--domain",
            "x",
            "--json",
            "--language",
            "en"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("at Kuajie.Cli.Tests", run.Error, StringComparison.Ordinal);
        Assert.Equal("defect", JsonDocument.Parse(run.Out).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Run_Cancelled_Exits130()
    {
        using var stop = new CancellationTokenSource();
        using var error = new StringWriter();
        var session = new CliSession(TextWriter.Null, error, false, new FakeTimeProvider(), stop.Token);
        async Task<VerbOutcome> Work(VerbContext context)
        {
            await stop.CancelAsync();
            context.Cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("the verb was not told to stop");
        }

        var code = await KuajieCommand.RunAsync(["probe", "--domain", "x", "--language", "en"], session, () => [new ProbeVerb(Work)]);

        Assert.Equal((130, "Cancelled. Nothing half done was left behind.\n"), (code, error.ToString().ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Run_OutcomeWithBadNews_ExitsWithItsCode()
    {
        var run = await CommandRun.Of(_ => Task.FromResult(new VerbOutcome(new { }, _ => { }, 1)), "probe", "--domain", "x");

        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Run_Workspace_IsAFullPath()
    {
        string? folder = null;
        await CommandRun.Of(
            context =>
            {
                folder = context.WorkspaceFolder;
                return Task.FromResult(new VerbOutcome(new { }, _ => { }));
            },
            "probe",
            "--domain",
            "x",
            "-w",
            "here"
        );

        Assert.Equal(Path.GetFullPath("here"), folder);
    }

    [Fact]
    public async Task Run_NothingAsked_ShowsTheHelp()
    {
        var run = await CommandRun.Of();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("probe", run.Out, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Run_Version_IsTheProgramsVersion()
    {
        var run = await CommandRun.Of("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^0\.\d+\.\d+", run.Out);
    }
}
