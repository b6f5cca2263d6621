using Kuajie.Cli.Output;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Kuajie.Cli.Tests;

/// <summary>One call of the command line with one verb, and what it wrote.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    public static Task<CommandRun> Of(params string[] arguments) =>
        Of(_ => Task.FromResult(new VerbOutcome(new { answer = 42 }, console => console.WriteLine("forty-two"))), arguments);

    public static async Task<CommandRun> Of(Func<VerbContext, Task<VerbOutcome>> work, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, new FakeTimeProvider(), TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(arguments, session, () => [new ProbeVerb(work)]);
        return new CommandRun(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }
}
