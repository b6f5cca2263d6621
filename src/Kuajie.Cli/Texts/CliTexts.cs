using Kuajie.Cli.Output;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the command line that belong to no single verb.</summary>
internal static class CliTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(CliTexts));

    public static string Claim => Source.Format(nameof(Claim));

    public static string WorkspaceOption => Source.Format(nameof(WorkspaceOption));

    public static string JsonOption => Source.Format(nameof(JsonOption));

    public static string QuietOption => Source.Format(nameof(QuietOption));

    public static string LanguageOption => Source.Format(nameof(LanguageOption));

    public static string ExampleHeading => Source.Format(nameof(ExampleHeading));

    public static string Found => Source.Format(nameof(Found));

    public static string Expected => Source.Format(nameof(Expected));

    public static string Where => Source.Format(nameof(Where));

    public static string Cure => Source.Format(nameof(Cure));

    public static string Cancelled => Source.Format(nameof(Cancelled));

    public static string CannotWriteExpected => Source.Format(nameof(CannotWriteExpected));

    public static string CannotWriteCure => Source.Format(nameof(CannotWriteCure));

    public static string CannotWrite(string path, string reason) => Source.Format(nameof(CannotWrite), path, reason);

    public static string UsageExpected(string verb) => Source.Format(nameof(UsageExpected), verb);

    public static string UsageCure(string verb) => Source.Format(nameof(UsageCure), verb);

    public static string ProgressRunning(string title, long done, string unit, double rate, TimeSpan? remaining) =>
        remaining is { } left
            ? Source.Format("ProgressRunningWithRemaining", title, done, unit, rate, ProgressLine.Duration(left))
            : Source.Format(nameof(ProgressRunning), title, done, unit, rate);

    public static string ProgressDone(string title, long done, string unit, TimeSpan elapsed, double rate) =>
        Source.Format(nameof(ProgressDone), title, done, unit, ProgressLine.Duration(elapsed), rate);
}
