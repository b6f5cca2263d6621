using System.Globalization;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Imports;

/// <summary>What console and page tell alike.</summary>
internal static class ImportReportTables
{
    private static readonly TextSource Texts = ImportCommandTexts.Source;

    /// <summary>The counts of every part that had files.</summary>
    public static IEnumerable<(string Name, PartCounts Counts)> Parts(ImportReport report)
    {
        if (report.RowsRead > 0 || (report.Items is null && report.Users is null))
        {
            yield return (
                Texts.Format("PartInteractions"),
                new PartCounts(report.RowsRead, report.RowsKept, report.RowsRejected, report.DuplicateRows, report.RejectedByReason)
            );
        }
        if (report.Items is { } items)
        {
            yield return (Texts.Format("PartItems"), items);
        }
        if (report.Users is { } users)
        {
            yield return (Texts.Format("PartUsers"), users);
        }
    }

    /// <summary>Facts about the domain, label and value; only those that say something.</summary>
    public static IEnumerable<(string Label, string Value)> Facts(DomainQuality quality)
    {
        if (quality is { First: { } first, Last: { } last })
        {
            yield return (Texts.Format("FactSpan"), $"{first:yyyy-MM-dd HH:mm} – {last:yyyy-MM-dd HH:mm} UTC");
        }
        yield return (Texts.Format("FactKinds"), string.Join(", ", quality.Kinds.Select(kind => $"{kind.Key} {Number(kind.Value)}")));
        yield return (Texts.Format("FactActivity"), Spread(quality.Activity));
        yield return (Texts.Format("FactPopularity"), Spread(quality.Popularity));
        yield return (
            Texts.Format("FactFlagged"),
            quality.FlaggedUserCount == 0
                ? "0"
                : $"{Number(quality.FlaggedUserCount)}: {string.Join(", ", quality.FlaggedUsers.Take(5).Select(FlaggedText))}"
        );
        foreach (var outlier in quality.Outliers)
        {
            yield return (
                Texts.Format("FactOutliers", InteractionKinds.WireName(outlier.Kind)),
                Texts.Format("OutlierText", Number(outlier.Count), Plain(outlier.Fence), Plain(outlier.Most))
            );
        }
        yield return (
            Texts.Format("FactCatalog"),
            Texts.Format("CatalogText", Number(quality.CatalogItems), Number(quality.ItemsNeverSeen), Number(quality.ItemsNotInCatalog))
        );
        if (quality.CatalogFieldsMissing.Count > 0)
        {
            yield return (
                Texts.Format("FactFieldsMissing"),
                string.Join(", ", quality.CatalogFieldsMissing.Select(field => $"{field.Key} {Number(field.Value)}"))
            );
        }
        foreach (var overlap in quality.Overlaps)
        {
            yield return (
                Texts.Format("FactOverlap", overlap.Domain),
                Texts.Format("OverlapText", Number(overlap.SharedIds), Number(overlap.Links))
            );
        }
    }

    /// <summary>That files have no time column, which ones, and what to do.</summary>
    public static string WithoutTime(ImportReport report) => Texts.Format("FilesWithoutTime", string.Join(", ", report.FilesWithoutTime));

    /// <summary>Reasons a user was flagged for, in words.</summary>
    public static string Reasons(FlaggedUser user) =>
        string.Join(" · ", user.Reasons.Select(reason => Texts.Format($"Flag_{reason.Reason}")));

    private static string FlaggedText(FlaggedUser user) => $"{user.UserId} ({Reasons(user)})";

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Plain(double value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Spread(Distribution distribution) =>
        Texts.Format("SpreadText", Plain(distribution.Median), Plain(distribution.Mean), Number(distribution.Most));
}
