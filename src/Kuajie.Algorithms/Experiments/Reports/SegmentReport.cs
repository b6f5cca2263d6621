using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>The effect in one segment, in words.</summary>
/// <param name="Effect">Its effect: seen alone, and drawn towards the others.</param>
/// <param name="Differs">Whether it is proven to differ from the other segments.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record SegmentFinding(SegmentEffect Effect, bool Differs, ExperimentText Sentence);

/// <summary>Whether a metric's effect differs between segments, in words.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Effects">The effects.</param>
/// <param name="Differs">Whether the effect is proven not to be the same in all segments.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="Segments">The segments, in the order given.</param>
public sealed record SegmentReport(
    string Metric,
    SegmentEffects Effects,
    bool Differs,
    ExperimentText Sentence,
    IReadOnlyList<SegmentFinding> Segments
)
{
    /// <summary>
    /// Puts segments into words. Their p-values are corrected within (Holm); looking at several metrics or arms divides the error among them (Bonferroni). O(segments).
    /// </summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="effects">The effects.</param>
    /// <param name="nameOf">How a segment is called in a sentence: a text, or a name.</param>
    /// <param name="looks">Metrics times arms that are broken down; 1 or more.</param>
    /// <param name="error">Error rate of all of them together.</param>
    public static SegmentReport Of(string metric, SegmentEffects effects, Func<string, object> nameOf, int looks = 1, double error = 0.05)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        var each = error / looks;
        var known = effects.Segments.Count(segment => segment.Raw is not null);
        var differs = known > 1 && effects.PInteraction < each;
        return new SegmentReport(
            metric,
            effects,
            differs,
            ExperimentText.Of(
                known < 2 ? "SegmentsNotEnoughData"
                    : differs ? "SegmentsDiffer"
                    : "SegmentsAlike",
                metric
            ),
            [.. effects.Segments.Select(segment => FindingOf(segment, nameOf(segment.Segment), each))]
        );
    }

    private static SegmentFinding FindingOf(SegmentEffect segment, object name, double error) =>
        segment.Raw is not { } raw
            ? new SegmentFinding(
                segment,
                false,
                ExperimentText.Of("SegmentNotEnoughData", name, ExperimentText.Of($"Shortage{segment.Shortage}"))
            )
            : new SegmentFinding(segment, segment.PDiffers < error, Spoken(name, raw, segment.PDiffers < error));

    private static ExperimentText Spoken(object name, EffectInterval raw, bool differs) =>
        ExperimentText.Of(differs ? "SegmentDiffers" : "SegmentAlike", name, raw.Value, raw.Low, raw.High);
}
