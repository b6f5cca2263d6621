using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Twins;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie twins</c>.</summary>
internal static class TwinsTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(TwinsTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string SourceOption => Source.Format(nameof(SourceOption));

    public static string TargetOption => Source.Format(nameof(TargetOption));

    public static string LeastCosineOption => Source.Format(nameof(LeastCosineOption));

    public static string LeastSharedOption => Source.Format(nameof(LeastSharedOption));

    public static string LeastContentOption => Source.Format(nameof(LeastContentOption));

    public static string ShowOption => Source.Format(nameof(ShowOption));

    /// <summary>The option <c>--twins</c> of training and evaluation.</summary>
    public static string UseOption => Source.Format(nameof(UseOption));

    public static string SharedColumn => Source.Format(nameof(SharedColumn));

    public static string UserCosineColumn => Source.Format(nameof(UserCosineColumn));

    public static string ContentCosineColumn => Source.Format(nameof(ContentCosineColumn));

    public static string SignsColumn => Source.Format(nameof(SignsColumn));

    public static string ItemColumn(string domain) => Source.Format(nameof(ItemColumn), DomainName.ForPeople(domain));

    public static string Heading(TwinReport report) =>
        Source.Format(
            report.Pairs.Count == 0 ? "NoTwins" : nameof(Heading),
            report.Pairs.Count,
            DomainName.ForPeople(report.Source),
            DomainName.ForPeople(report.Target),
            report.LinkedUsers
        );

    public static string Rows(TwinReport report) =>
        Source.Format(
            nameof(Rows),
            DomainName.ForPeople(report.Source),
            report.SourceItems,
            100.0 * report.SourceRows / Math.Max(1, report.SourceRowsInAll),
            DomainName.ForPeople(report.Target),
            report.TargetItems,
            100.0 * report.TargetRows / Math.Max(1, report.TargetRowsInAll)
        );

    public static string Signs(TwinRecord pair) =>
        Source.Format(
            pair is { ByUsers: true, ByContent: true } ? "ByBoth"
            : pair.ByUsers ? "ByUsers"
            : "ByContent"
        );

    public static string More(int count) => Source.Format(nameof(More), count);
}
