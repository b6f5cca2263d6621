using Kuajie.Cli;
using Kuajie.Cli.Output;

namespace Kuajie.Repository.Tests.CommandLines;

/// <summary>Checks calls against the real command line without running them.</summary>
internal static class KuajieCalls
{
    private static readonly CliSession Session = new(TextWriter.Null, TextWriter.Null, false, TimeProvider.System, CancellationToken.None);

    public static bool HasVerb(string name) => KuajieCommand.Verbs().Any(verb => verb.Name == name);

    /// <summary>What is wrong with a call; empty where it parses.</summary>
    public static IEnumerable<string> Faults(string[] arguments) =>
        new CommandLine(Session, KuajieCommand.Verbs())
            .Root.Parse(arguments)
            .Errors.Select(error => $"kuajie {string.Join(' ', arguments)}: {error.Message}");
}
