using System.Globalization;
using Kuajie.Cli.Texts;

namespace Kuajie.Cli.Output;

/// <summary>
/// Progress of one long piece of work: a line redrawn in place on a terminal, a line every five seconds elsewhere, and one closing line. Reports may
/// come from any thread.
/// </summary>
internal sealed class ProgressLine : IProgress<long>, IDisposable
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);
    private readonly Lock drawing = new();
    private readonly TextWriter writer;
    private readonly bool isInteractive;
    private readonly TimeProvider clock;
    private readonly string title;
    private readonly string unit;
    private readonly long started;
    private long? total;
    private long done;
    private TimeSpan nextDraw;

    public ProgressLine(TextWriter writer, bool isInteractive, TimeProvider clock, string title, string unit, long? total)
    {
        this.writer = writer;
        this.isInteractive = isInteractive;
        this.clock = clock;
        this.title = title;
        this.unit = unit;
        this.total = total;
        started = clock.GetTimestamp();
        nextDraw = isInteractive ? TimeSpan.Zero : LogInterval;
    }

    /// <summary>States how many there are in all, once that is known.</summary>
    public void ExpectTotal(long value)
    {
        lock (drawing)
        {
            total = value;
        }
    }

    /// <summary>States how many are done in all.</summary>
    public void Report(long value)
    {
        lock (drawing)
        {
            done = value;
            var elapsed = clock.GetElapsedTime(started);
            if (elapsed < nextDraw)
            {
                return;
            }
            nextDraw = elapsed + (isInteractive ? TerminalInterval : LogInterval);
            Draw(elapsed, isLast: false);
        }
    }

    public void Dispose()
    {
        lock (drawing)
        {
            Draw(clock.GetElapsedTime(started), isLast: true);
        }
    }

    private void Draw(TimeSpan elapsed, bool isLast)
    {
        var rate = elapsed.TotalSeconds > 0 ? done / elapsed.TotalSeconds : 0;
        // Of what goes slowly the tenths say something.
        var told = Math.Round(rate, rate < 10 ? 1 : 0);
        var line = isLast
            ? CliTexts.ProgressDone(title, done, unit, elapsed, told)
            : CliTexts.ProgressRunning(title, done, unit, told, Remaining(rate));
        writer.Write(isInteractive ? $"\r\u001b[2K{line}{(isLast ? Environment.NewLine : "")}" : line + Environment.NewLine);
        writer.Flush();
    }

    private TimeSpan? Remaining(double rate) =>
        total is { } all && rate > 0 && all > done ? TimeSpan.FromSeconds((all - done) / rate) : null;

    /// <summary>A duration as people say it: 0.8 s, 12 s, 3:05, 1:02:03.</summary>
    public static string Duration(TimeSpan duration) =>
        duration.TotalSeconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s")
        : duration.TotalSeconds < 60 ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s")
        : duration.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}");
}
