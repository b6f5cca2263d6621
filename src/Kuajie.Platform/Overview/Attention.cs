using System.Text.Json;
using Kuajie.Marketing.Delivery;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Progress;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Platform.Training.Runs;

namespace Kuajie.Platform.Overview;

/// <summary>What somebody should look at.</summary>
public enum AttentionKind
{
    /// <summary>A domain with interactions whose items no model recommends.</summary>
    NoModel,

    /// <summary>The version that serves was trained long ago, and users did things since.</summary>
    StaleModel,

    /// <summary>The version that serves was measured to be no better than popularity.</summary>
    BelowPopularity,

    /// <summary>A version cannot be loaded; the one before serves in its place, or none.</summary>
    DamagedModel,

    /// <summary>The latest training failed.</summary>
    TrainingFailed,

    /// <summary>The latest import was cut off.</summary>
    ImportInterrupted,

    /// <summary>A large part of the latest import's rows was rejected.</summary>
    ManyRejected,

    /// <summary>Two domains of a partnership, neither of whose users are linked.</summary>
    NotLinked,

    /// <summary>A campaign is shown less than its forecast's lower end.</summary>
    UnderDelivery,

    /// <summary>A campaign is shown more than its forecast's upper end.</summary>
    OverDelivery,

    /// <summary>A campaign's budget is gone while much of its window is left.</summary>
    BudgetGoneEarly,
}

/// <summary>One thing to look at.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="Domain">In which domain.</param>
/// <param name="Other">The other domain, where two are concerned.</param>
/// <param name="Subject">Id of the version, import or training, or name of the campaign, where it is about one.</param>
/// <param name="Share">The share rejected, or the days since training; null where there is no number to it.</param>
public sealed record Attention(AttentionKind Kind, string Domain, string? Other = null, string? Subject = null, double? Share = null);

/// <summary>Finds what needs attention. Pure: records in, findings out, the more urgent first.</summary>
/// <param name="now">The moment.</param>
public sealed class AttentionRules(DateTimeOffset now)
{
    /// <summary>Days after which a model is old, where users did something since.</summary>
    public const int StaleDays = 14;

    /// <summary>The share of rejected rows from which on an import is worth a look.</summary>
    public const double ManyRejected = 0.05;

    /// <summary>What is the matter with a domain's models.</summary>
    /// <param name="glance">The domain.</param>
    /// <param name="serving">The versions that recommend its items.</param>
    public IEnumerable<Attention> OfModels(DomainGlance glance, IReadOnlyList<ModelVersion> serving)
    {
        ArgumentNullException.ThrowIfNull(glance);
        ArgumentNullException.ThrowIfNull(serving);
        var domain = glance.Domain.Name;
        if (serving.Count == 0 && glance.HasInteractions)
        {
            yield return new Attention(AttentionKind.NoModel, domain);
        }
        foreach (var version in serving)
        {
            var days = (now - version.TrainedAt).TotalDays;
            if (days > StaleDays && glance.Totals?.Last > version.TrainedAt)
            {
                yield return new Attention(AttentionKind.StaleModel, domain, null, version.VersionId, Math.Floor(days));
            }
            if (VersionMetrics.Of(version).Quality is { } quality && quality.Difference.High <= 0 && version.Model != "popularity")
            {
                yield return new Attention(AttentionKind.BelowPopularity, domain, null, version.VersionId);
            }
        }
    }

    /// <summary>What is the matter with a domain's latest training.</summary>
    public static IEnumerable<Attention> OfRuns(string domain, TrainingRunRecord? latest)
    {
        if (latest is { State: RunState.Failed or RunState.Interrupted })
        {
            yield return new Attention(AttentionKind.TrainingFailed, domain, null, latest.RunId);
        }
    }

    /// <summary>What is the matter with a domain's latest import.</summary>
    public static IEnumerable<Attention> OfImports(string domain, ImportRecord? latest)
    {
        if (latest is { State: ImportState.Interrupted })
        {
            yield return new Attention(AttentionKind.ImportInterrupted, domain, null, latest.ImportId);
        }
        if (latest?.ReportJson is { } json && RejectedShare(json) is > ManyRejected and var share)
        {
            yield return new Attention(AttentionKind.ManyRejected, domain, null, latest.ImportId, share);
        }
    }

    /// <summary>What is the matter with the delivery of campaigns, told to both sides.</summary>
    public static IEnumerable<Attention> OfCampaigns(IReadOnlyList<RecordedForecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        return from forecast in forecasts
            from alert in CampaignForecast.AlertsOf(forecast.AlertsJson)
            from side in new[] { (Domain: forecast.Owner, Other: forecast.Partner), (Domain: forecast.Partner, Other: forecast.Owner) }
            select new Attention(KindOf(alert.Kind), side.Domain, side.Other, forecast.Name);
    }

    private static AttentionKind KindOf(DeliveryAlertKind kind) =>
        kind switch
        {
            DeliveryAlertKind.UnderDelivery => AttentionKind.UnderDelivery,
            DeliveryAlertKind.OverDelivery => AttentionKind.OverDelivery,
            _ => AttentionKind.BudgetGoneEarly,
        };

    private static double RejectedShare(string reportJson)
    {
        var report = JsonDocument.Parse(reportJson).RootElement;
        var read = report.GetProperty("rowsRead").GetInt64();
        return read == 0 ? 0 : (double)report.GetProperty("rowsRejected").GetInt64() / read;
    }
}
