using Kuajie.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Output;

public sealed class ProgressLineTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly StringWriter written = new();

    [Fact]
    public void Report_OffTerminal_WritesALineEveryFiveSecondsAndOneAtTheEnd()
    {
        using var language = new SpokenLanguage("en");
        using (var progress = new ProgressLine(written, isInteractive: false, clock, "Importing", "rows", 4000))
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            progress.Report(500);
            clock.Advance(TimeSpan.FromSeconds(1));
            progress.Report(1000);
            clock.Advance(TimeSpan.FromSeconds(3));
            progress.Report(2000);
            clock.Advance(TimeSpan.FromSeconds(12));
            progress.Report(4000);
        }

        Assert.Equal(
            "Importing: 1,000 rows, 200 rows/s, 15 s left\nImporting: 4,000 rows, 200 rows/s\nImporting: 4,000 rows in 20 s (200 rows/s)\n",
            Text()
        );
    }

    [Fact]
    public void Report_UnknownTotal_NamesNoTimeLeftUntilItIsKnown()
    {
        using var language = new SpokenLanguage("en");
        using var progress = new ProgressLine(written, isInteractive: false, clock, "Importing", "rows", null);
        clock.Advance(TimeSpan.FromSeconds(5));
        progress.Report(1000);
        progress.ExpectTotal(3000);
        clock.Advance(TimeSpan.FromSeconds(5));
        progress.Report(2000);

        Assert.Equal("Importing: 1,000 rows, 200 rows/s\nImporting: 2,000 rows, 200 rows/s, 5.0 s left\n", Text());
    }

    [Fact]
    public void Report_OfWhatGoesSlowly_TellsTenths()
    {
        using var language = new SpokenLanguage("en");
        using (var progress = new ProgressLine(written, isInteractive: false, clock, "Trying", "numbers", 7))
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            progress.Report(2);
            clock.Advance(TimeSpan.FromSeconds(10));
            progress.Report(7);
        }

        Assert.StartsWith("Trying: 2 numbers, 0.4 numbers/s, 13 s left\n", Text(), StringComparison.Ordinal);
        Assert.EndsWith("Trying: 7 numbers in 15 s (0.5 numbers/s)\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OnATerminal_RedrawsOneLineInPlace()
    {
        using var language = new SpokenLanguage("zh-Hans");
        using (var progress = new ProgressLine(written, isInteractive: true, clock, "导入", "行", null))
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            progress.Report(100);
            clock.Advance(TimeSpan.FromMilliseconds(100));
            progress.Report(150);
        }

        Assert.Equal("\r\u001b[2K导入：100 行，每秒 400 行\r\u001b[2K导入：150 行，用时 0.4 s（每秒 429 行）\n", Text());
    }

    [Theory]
    [InlineData(0.84, "0.8 s")]
    [InlineData(12, "12 s")]
    [InlineData(59.7, "60 s")]
    [InlineData(185, "3:05")]
    [InlineData(3723, "1:02:03")]
    [InlineData(90061, "25:01:01")]
    public void Duration_Span_ReadsAsPeopleSayIt(double seconds, string expected) =>
        Assert.Equal(expected, ProgressLine.Duration(TimeSpan.FromSeconds(seconds)));

    public void Dispose() => written.Dispose();

    private string Text() => written.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}
