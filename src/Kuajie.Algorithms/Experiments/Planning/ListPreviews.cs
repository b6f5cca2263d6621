using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Faults;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Experiments.Planning;

/// <summary>A logged list: what stood at the places that were left to chance.</summary>
/// <param name="Unit">Number of the person who saw it, 0 …; lists of one person hang together.</param>
/// <param name="Places">Its places, each with the probability of its item there (<c>AtPosition</c> of an explored item); at least one.</param>
public sealed record LoggedList(int Unit, IReadOnlyList<LoggedDecision> Places);

/// <summary>
/// A preview of a change to whole lists. Places are weighted one by one (item-position weighting, Li et al., KDD 2018): unbiased where what comes of a place depends on its item and place only.
/// The estimates are those of <see cref="PolicyPreview"/> per list, with the variance between persons by the delta method (Deng, Knoblich and Lu, KDD 2018).
/// </summary>
public static class ListPreviews
{
    /// <summary>How far, in standard errors, the mean weight may be from 1: one in a thousand right logs is further.</summary>
    private const double FurthestWeight = 3.29;

    /// <summary>Shares of the new lists that the log may lack without a word: less than a claim could hang on.</summary>
    private const double LeastMissing = 0.02;

    /// <summary>Previews a change. O(places).</summary>
    /// <param name="lists">The lists; with predictions for all places, or none.</param>
    /// <param name="confidence">Confidence of the difference's interval; the estimates' own are at 95 %.</param>
    /// <returns>Estimates and difference per list, the effective sample size in persons; marked where the log cannot carry the change.</returns>
    /// <exception cref="ArgumentException">A probability is none, a number is not finite, or a list has no places.</exception>
    /// <exception cref="InvalidExperimentException">The confidence is none.</exception>
    public static PolicyPreview Of(IReadOnlyList<LoggedList> lists, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(lists);
        InvalidExperimentException.ThrowIfAny(ExperimentFault.NoProbability("confidence", confidence));
        Sums[] units = [.. lists.GroupBy(list => list.Unit).OrderBy(unit => unit.Key).Select(unit => Sums.Of(unit))];
        var all = units.Aggregate(default(Sums), (sum, unit) => sum + unit);
        var squares = units.Sum(unit => unit.Weight * unit.Weight);
        var effective = squares > 0 ? all.Weight * all.Weight / squares : 0;
        var logged = all.Lists > 0 ? all.Reward / all.Lists : 0;
        var (weight, weightError) = Ratio(units, all, unit => unit.Weight, sum => sum.Places);
        var snips = all.Weight > 0 ? Estimate(SelfNormalized(units, all), effective, all) : (OffPolicyEstimate?)null;
        var robust = all.HasPredictions ? Estimate(Terms(units, all, unit => unit.Robust), effective, all) : (OffPolicyEstimate?)null;
        if (effective < PolicyPreview.FewestEffective || snips is null)
        {
            return Told(PreviewKind.NotEnoughData, null, effective, units.Length, PolicyPreview.FewestEffective);
        }
        var distance = Math.Abs(weight - 1) > FurthestWeight * weightError ? weight - 1 : 0;
        if (distance > 1e-9)
        {
            return Told(PreviewKind.WrongPropensities, null, weight);
        }
        if (distance < -LeastMissing)
        {
            return Told(PreviewKind.NotShown, null, weight);
        }
        var difference = Difference(units, all, robust is not null, confidence);
        var kind =
            difference.Low > 0 ? PreviewKind.Better
            : difference.High < 0 ? PreviewKind.Worse
            : PreviewKind.Undecided;
        return Told(kind, difference, difference.Value, difference.Low, difference.High, confidence, effective);

        PolicyPreview Told(PreviewKind told, EffectInterval? found, params IReadOnlyList<object> arguments) =>
            new(
                logged,
                snips,
                robust,
                found,
                weight,
                effective,
                told,
                ExperimentText.Of(told is PreviewKind.WrongPropensities ? $"Preview{told}" : $"ListPreview{told}", arguments)
            );
    }

    private static EffectInterval Difference(Sums[] units, Sums all, bool isRobust, double confidence)
    {
        var logged = Terms(units, all, unit => unit.Reward);
        var other = isRobust ? Terms(units, all, unit => unit.Robust) : SelfNormalized(units, all);
        var (value, error) = (other.Value - logged.Value, ErrorOf([.. other.Influence.Zip(logged.Influence, (one, two) => one - two)]));
        var half = new StudentDistribution(units.Length - 1).Quantile((1 + confidence) / 2) * error;
        return new EffectInterval(value, value - half, value + half);
    }

    /// <summary>Σ w·reward / Σ w places, times places per list.</summary>
    private static (double Value, double[] Influence) SelfNormalized(Sums[] units, Sums all)
    {
        var value = all.Weighted / all.Weight * all.Places / all.Lists;
        return (
            value,
            [
                .. units.Select(unit =>
                    (all.Places / (all.Weight * all.Lists) * unit.Weighted)
                    + (all.Weighted / (all.Weight * all.Lists) * unit.Places)
                    - (value / all.Weight * unit.Weight)
                    - (value / all.Lists * unit.Lists)
                ),
            ]
        );
    }

    private static (double Value, double[] Influence) Terms(Sums[] units, Sums all, Func<Sums, double> of)
    {
        var value = of(all) / all.Lists;
        return (value, [.. units.Select(unit => (of(unit) - (value * unit.Lists)) / all.Lists)]);
    }

    private static (double Value, double Error) Ratio(Sums[] units, Sums all, Func<Sums, double> above, Func<Sums, double> below)
    {
        if (below(all) == 0)
        {
            return (0, 0);
        }
        var value = above(all) / below(all);
        return (value, ErrorOf([.. units.Select(unit => (above(unit) - (value * below(unit))) / below(all))]));
    }

    private static double ErrorOf(double[] influence) =>
        influence.Length < 2 ? 0 : Math.Sqrt(influence.Sum(each => each * each) * influence.Length / (influence.Length - 1));

    private static OffPolicyEstimate Estimate((double Value, double[] Influence) found, double effective, Sums all)
    {
        var error = ErrorOf(found.Influence);
        var half = NormalDistribution.Quantile(0.975) * error;
        return new OffPolicyEstimate(found.Value, found.Value - half, found.Value + half, error, effective, all.LargestWeight, 0, 0);
    }

    /// <summary>What is summed over the places of a person's lists.</summary>
    private readonly record struct Sums(
        double Lists,
        double Places,
        double Weight,
        double Weighted,
        double Reward,
        double Robust,
        double LargestWeight,
        bool HasPredictions
    )
    {
        public static Sums Of(IEnumerable<LoggedList> lists)
        {
            var sum = default(Sums);
            foreach (var list in lists)
            {
                sum =
                    list.Places.Count == 0
                        ? throw new ArgumentException(
                            $"Found a list of person {list.Unit} without places; expected at least one.",
                            nameof(lists)
                        )
                        : list.Places.Aggregate(sum with { Lists = sum.Lists + 1 }, (so, place) => so + Of(place));
            }
            return sum;
        }

        public static Sums operator +(Sums left, Sums right) =>
            new(
                left.Lists + right.Lists,
                left.Places + right.Places,
                left.Weight + right.Weight,
                left.Weighted + right.Weighted,
                left.Reward + right.Reward,
                left.Robust + right.Robust,
                Math.Max(left.LargestWeight, right.LargestWeight),
                left.HasPredictions || right.HasPredictions
            );

        private static Sums Of(LoggedDecision place)
        {
            var weight = ImportanceWeights.Ratio(place.TargetProbability, place.Propensity);
            var robust = place.PredictedValue + (weight * (place.Reward - place.PredictedReward));
            return double.IsFinite(robust) && double.IsFinite(place.Reward)
                ? new Sums(
                    0,
                    1,
                    weight,
                    weight * place.Reward,
                    place.Reward,
                    robust,
                    weight,
                    place.PredictedReward != 0 || place.PredictedValue != 0
                )
                : throw new ArgumentException($"Found a reward of {place.Reward}; expected finite ones.", nameof(place));
        }
    }
}
