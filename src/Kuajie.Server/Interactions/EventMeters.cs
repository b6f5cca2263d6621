using System.Diagnostics.Metrics;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Server.Operations;

namespace Kuajie.Server.Interactions;

/// <summary>What operators see of the intake.</summary>
internal sealed class EventMeters
{
    private readonly Counter<long> accepted;
    private readonly Counter<long> duplicates;
    private readonly Counter<long> refused;

    public EventMeters(IMeterFactory factory, EventIntake intake, ImpressionLog impressions)
    {
        var meter = factory.Create(Telemetry.Meter);
        accepted = meter.CreateCounter<long>("kuajie.events.accepted", "{event}", "Events stored.");
        duplicates = meter.CreateCounter<long>("kuajie.events.duplicates", "{event}", "Events that were stored already.");
        refused = meter.CreateCounter<long>("kuajie.events.refused", "{request}", "Requests refused: invalid, full, store.");
        meter.CreateObservableGauge("kuajie.events.waiting", () => intake.State.WaitingRows, "{event}", "Events waiting for their commit.");
        meter.CreateObservableCounter("kuajie.events.groups", () => intake.State.Groups, "{commit}", "Commits of events.");
        meter.CreateObservableGauge(
            "kuajie.impressions.waiting",
            () => impressions.State.WaitingRows,
            "{list}",
            "Lists waiting for their commit."
        );
        meter.CreateObservableGauge(
            "kuajie.impressions.bytes",
            () => impressions.WaitingBytes,
            "By",
            "Bytes of shown lists that wait to be written."
        );
        meter.CreateObservableCounter("kuajie.impressions.taken", () => impressions.State.Rows, "{list}", "Lists written or refused.");
        meter.CreateObservableCounter("kuajie.impressions.refused", () => impressions.Refused, "{list}", "Lists shown and not on record.");
    }

    public void Taken(string domain, EventReceipt receipt)
    {
        var tag = new KeyValuePair<string, object?>("domain", domain);
        accepted.Add(receipt.Accepted, tag);
        duplicates.Add(receipt.Duplicates, tag);
    }

    public void Refused(string domain, string reason) =>
        refused.Add(1, new KeyValuePair<string, object?>("domain", domain), new KeyValuePair<string, object?>("reason", reason));
}
