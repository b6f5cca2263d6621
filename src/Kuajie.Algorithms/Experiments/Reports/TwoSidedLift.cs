using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Reports;

/// <summary>What an experiment does to both platforms.</summary>
public enum TwoSidedKind
{
    /// <summary>One side lacks data.</summary>
    NotEnoughData,

    /// <summary>Both sides gain, proven.</summary>
    BothGain,

    /// <summary>The own platform gains at the partner's cost, proven.</summary>
    OwnAtPartnersCost,

    /// <summary>The partner gains at the own platform's cost, proven.</summary>
    PartnerAtOwnCost,

    /// <summary>Both lose, proven.</summary>
    BothLose,

    /// <summary>Only one side's effect is proven, or none.</summary>
    Open,
}

/// <summary>
/// The effect on both platforms in one: each side's own reading, how the two errors hang together through linked users, and what they come to. "Both gain" needs each side proven by itself and no
/// correction (intersection–union, Berger 1982).
/// </summary>
/// <param name="Own">The own platform's effect.</param>
/// <param name="Partner">The partner's effect.</param>
/// <param name="Correlation">Correlation of the two estimates' errors, −1 … 1; 0 without linked users.</param>
/// <param name="LinkedUnits">Linked users it rests on.</param>
/// <param name="ProbabilityBothHigher">Probability that both effects are above 0, given flat priors.</param>
/// <param name="Kind">What it comes to, for programs.</param>
/// <param name="Sentence">The same for people.</param>
public sealed record TwoSidedLift(
    EffectReading Own,
    EffectReading Partner,
    double Correlation,
    long LinkedUnits,
    double ProbabilityBothHigher,
    TwoSidedKind Kind,
    ExperimentText Sentence
)
{
    private const int Steps = 400;

    /// <summary>Puts the two sides together. O(1).</summary>
    /// <param name="own">The own platform's reading of means per user.</param>
    /// <param name="partner">The partner's reading of means per user; more is better on both sides.</param>
    /// <param name="linkedControl">Linked users of the control arm: value is the own platform's, denominator the partner's. Empty without links.</param>
    /// <param name="linkedTreatment">The same of the treatment arm.</param>
    public static TwoSidedLift Of(EffectReading own, EffectReading partner, UnitMoments linkedControl, UnitMoments linkedTreatment)
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(partner);
        ArgumentNullException.ThrowIfNull(linkedControl);
        ArgumentNullException.ThrowIfNull(linkedTreatment);
        var linked = linkedControl.Units + linkedTreatment.Units;
        if (own.Absolute is null || partner.Absolute is null || !(own.StandardError * partner.StandardError > 0))
        {
            return new TwoSidedLift(
                own,
                partner,
                0,
                linked,
                0.25,
                TwoSidedKind.NotEnoughData,
                Say(TwoSidedKind.NotEnoughData, own, partner)
            );
        }
        var covariance =
            Shared(linkedControl, own.Control.Units, partner.Control.Units)
            + Shared(linkedTreatment, own.Treatment.Units, partner.Treatment.Units);
        var correlation = Math.Clamp(covariance / (own.StandardError * partner.StandardError), -1, 1);
        var kind = KindOf(own.Absolute.Value, partner.Absolute.Value);
        return new TwoSidedLift(
            own,
            partner,
            correlation,
            linked,
            BothAbove(own.Absolute.Value.Value / own.StandardError, partner.Absolute.Value.Value / partner.StandardError, correlation),
            kind,
            Say(kind, own, partner)
        );
    }

    /// <summary>
    /// The two effects added up with weights, for example the number of users on each side, where both are in one currency: interval with the correlation of the errors. Null without data enough. O(1).
    /// </summary>
    public EffectInterval? Together(double ownWeight, double partnerWeight)
    {
        if (Own.Absolute is not { } own || Partner.Absolute is not { } partner || !(Own.StandardError * Partner.StandardError > 0))
        {
            return null;
        }
        var (first, second) = (ownWeight * Own.StandardError, partnerWeight * Partner.StandardError);
        var error = Math.Sqrt(Math.Max(0, (first * first) + (second * second) + (2 * Correlation * first * second)));
        var sum = (ownWeight * own.Value) + (partnerWeight * partner.Value);
        // The wider of the two sides' critical points holds for their sum.
        var critical = Math.Max((own.High - own.Value) / Own.StandardError, (partner.High - partner.Value) / Partner.StandardError);
        return new EffectInterval(sum, sum - (critical * error), sum + (critical * error));
    }

    /// <summary>Covariance of an arm's two means: linked users are in both.</summary>
    private static double Shared(UnitMoments linked, long ownUnits, long partnerUnits) =>
        linked.ValueDenominatorCovariance * linked.Units / ownUnits / partnerUnits;

    private static TwoSidedKind KindOf(EffectInterval own, EffectInterval partner) =>
        !own.ExcludesZero || !partner.ExcludesZero ? TwoSidedKind.Open
        : own.Low > 0
            ? partner.Low > 0 ? TwoSidedKind.BothGain
                : TwoSidedKind.OwnAtPartnersCost
        : partner.Low > 0 ? TwoSidedKind.PartnerAtOwnCost
        : TwoSidedKind.BothLose;

    private static ExperimentText Say(TwoSidedKind kind, EffectReading own, EffectReading partner) =>
        kind == TwoSidedKind.NotEnoughData
            ? ExperimentText.Of("TwoSidedNotEnoughData")
            : ExperimentText.Of(
                $"TwoSided{kind}",
                own.Absolute!.Value.Value,
                own.Absolute.Value.Low,
                own.Absolute.Value.High,
                partner.Absolute!.Value.Value,
                partner.Absolute.Value.Low,
                partner.Absolute.Value.High,
                own.Confidence
            );

    /// <summary>P(X &gt; −a, Y &gt; −b) of two standard normals: ∫ over X of the conditional tail of Y, by Simpson's rule over nine standard deviations.</summary>
    private static double BothAbove(double a, double b, double correlation)
    {
        var rest = Math.Sqrt(Math.Max(1e-12, 1 - (correlation * correlation)));
        var (low, high) = (Math.Max(-9, -a), 9.0);
        if (low >= high)
        {
            return 0;
        }
        var step = (high - low) / Steps;
        var sum = 0.0;
        for (var place = 0; place <= Steps; place++)
        {
            var x = low + (place * step);
            var weight =
                place is 0 or Steps ? 1
                : place % 2 == 1 ? 4
                : 2;
            sum += weight * NormalDistribution.Density(x) * NormalDistribution.Below((b + (correlation * x)) / rest);
        }
        return Math.Min(1, sum * step / 3);
    }
}
