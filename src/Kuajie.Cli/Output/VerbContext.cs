using System.CommandLine;

namespace Kuajie.Cli.Output;

/// <summary>One call of a verb: its parsed options and the session it runs in.</summary>
internal sealed class VerbContext(ParseResult parsed, CliSession session, string workspaceFolder, bool isQuiet)
{
    public CliSession Session { get; } = session;

    public TimeProvider Clock => Session.Clock;

    public CancellationToken Cancellation => Session.Cancellation;

    /// <summary>Full path of the workspace folder named by <c>--workspace</c>.</summary>
    public string WorkspaceFolder { get; } = workspaceFolder;

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>Whether the person wrote the option, with or without a value.</summary>
    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>A line on standard error, unless <c>--quiet</c>.</summary>
    public void Note(string line)
    {
        if (!isQuiet)
        {
            Session.Error.WriteLine(line);
        }
    }

    /// <summary>Progress of one long piece of work on standard error with rate and time left, unless <c>--quiet</c>.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="unit">What is counted, for example rows.</param>
    /// <param name="total">How many in all, or null where unknown.</param>
    public ProgressLine Progress(string title, string unit, long? total = null) =>
        new(isQuiet ? TextWriter.Null : Session.Error, Session.IsErrorInteractive && !isQuiet, Clock, title, unit, total);
}
