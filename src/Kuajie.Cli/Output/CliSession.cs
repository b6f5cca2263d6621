namespace Kuajie.Cli.Output;

/// <summary>What the process gives a verb: where to write, whether a person watches, the clock and the wish to stop.</summary>
/// <param name="Out">Standard output: the answer and nothing else.</param>
/// <param name="Error">Standard error: progress, logs and faults.</param>
/// <param name="IsErrorInteractive">Whether standard error is a terminal that can redraw a line.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Cancellation">Set when the person presses Ctrl+C.</param>
/// <param name="Width">Columns of standard output; the default where nothing says how wide it is.</param>
internal sealed record CliSession(
    TextWriter Out,
    TextWriter Error,
    bool IsErrorInteractive,
    TimeProvider Clock,
    CancellationToken Cancellation,
    int Width = 140
);
