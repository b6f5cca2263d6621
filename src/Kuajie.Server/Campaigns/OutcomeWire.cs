using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Experiments;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Server.Experiments;
using Kuajie.Server.Problems;

namespace Kuajie.Server.Campaigns;

/// <summary>What campaigns caused, as programs read it.</summary>
internal static class OutcomeWire
{
    /// <summary>An outcome; of fewer people than told no more than what it cost.</summary>
    public static CampaignOutcomeResponse ToResponse(CampaignOutcome outcome, int fewest)
    {
        var isFew = fewest > 1 && (outcome.Reached < fewest || (outcome.Split is not null && outcome.HeldOut < fewest));
        return new CampaignOutcomeResponse(
            WireWords.Of($"{outcome.Delivery.Standing}"),
            outcome.From,
            outcome.Until,
            outcome.IsOver,
            outcome.Definition.Currency,
            outcome.Delivery.Counts.Sum(each => each.Impressions),
            outcome.Delivery.SpentMinorUnits,
            outcome.Notes,
            isFew ? [] : [.. outcome.Measures.Select(Of)],
            isFew ? null : outcome.Reached,
            isFew ? null : outcome.HeldOut,
            isFew ? null : Of(outcome.Sales),
            isFew ? null : Of(outcome.Return),
            isFew ? fewest : null
        );
    }

    private static OutcomeMeasureResponse Of(OutcomeMeasure measure)
    {
        var (question, verdict) = (measure.Report.Question, measure.Report.Verdict);
        var hasData = question.Reading.Absolute is not null;
        return new OutcomeMeasureResponse(
            WireWords.Of($"{measure.Kind}"),
            WireWords.Of($"{measure.Side}"),
            question.Metric,
            WireWords.Of($"{verdict.Kind}"),
            $"{verdict.Sentence}",
            hasData ? question.Reading.Control.Value : null,
            hasData ? question.Reading.Treatment.Value : null,
            Of(question.Reading.Absolute),
            Of(question.Reading.Relative),
            Of(measure.Total)
        );
    }

    private static EffectResponse? Of(EffectInterval? effect) =>
        effect is { } known && double.IsFinite(known.Low) && double.IsFinite(known.High)
            ? new EffectResponse(known.Value, known.Low, known.High)
            : null;
}
