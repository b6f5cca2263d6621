using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>
/// What a policy in question would have brought, from choices that another, learning policy made. A choice counts by w = π/e and by an evaluation weight h that is known before the draw: h = 1/√v, where v = Σ π²/e is
/// the variance the choice brings. So each choice adds about the same variance, and the sums are normal although what was seen decided what was shown (Hadad, Hirshberg, Zhan, Wager and Athey, PNAS 2021; with
/// contexts, where v is averaged over the last hundred choices, Zhan, Hadad, Hirshberg and Athey, KDD 2021). Where so little was left to chance that a hundred trials could not have been expected of the whole log
/// at that rate (v above choices / 100), a choice says nothing of the policy: h = 0.
/// </summary>
/// <remarks>
/// The value of a policy that learns changes along the log, so that its choices count alike (h is 0 or 1), and it is compared on the same choices only. Unless the propensities never changed, what was seen decided how
/// much is known, as if one had stopped when one liked: <see cref="Reach"/> then is that of an interval which holds at any such moment.
/// </remarks>
public sealed class AdaptiveEstimate
{
    /// <summary>Trials that have to be expected at a choice's rate for the choice to count.</summary>
    public const double FewestTrials = 100;

    private const int RecentChoices = 100;
    private const double Mixing = 0.1;
    private readonly AdaptiveLog log;
    private readonly bool learns;
    private readonly double[] counts;
    private readonly double[] weights;
    private readonly double[] robust;
    private double clock;
    private bool isSteady = true;

    private AdaptiveEstimate(AdaptiveLog log, bool learns)
    {
        (this.log, this.learns) = (log, learns);
        var choices = log.Choices.Count;
        (counts, weights, robust) = (new double[choices], new double[choices], new double[choices]);
    }

    /// <summary>Shape choices: evaluation weights.</summary>
    internal IReadOnlyList<double> Counts => counts;

    /// <summary>Shape choices: evaluation weights times ratios of probabilities.</summary>
    private double[] Shares => [.. counts.Zip(weights, (count, weight) => count * weight)];

    /// <summary>Whether the policy learns.</summary>
    public bool Learns => learns;

    /// <summary>
    /// How many standard errors an interval of an estimate reaches to each side. Where the propensities never changed, those of Student's t with the effective successes less one as degrees of freedom, for of rare
    /// successes no more is known; else those of the normal mixture, which hold at any moment of stopping: √((1 + r/x)·ln((1 + x/r)/α²)), x the variance there is as a share of what there could have been, r = 0.1,
    /// which is narrowest where most of it is there (Robbins, Annals of Mathematical Statistics 1970; for estimated variances, Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Annals of Statistics 2024).
    /// </summary>
    /// <param name="confidence">Above 0 and below 1.</param>
    public double Reach(double confidence) => IsUsual ? Student(confidence) : Mixture(confidence, clock / counts.Length);

    /// <summary>The same for <see cref="Difference"/>: of a policy that came to be the log's own little but the beginning tells them apart, so that its variance counts by its share in the estimate's.</summary>
    /// <param name="confidence">Above 0 and below 1.</param>
    public double ReachOfDifference(double confidence) =>
        IsUsual ? Student(confidence)
        : Difference is { } difference && DoublyRobust is { } estimate
            ? Mixture(confidence, clock / counts.Length * Math.Min(1, Square(difference.Error / estimate.Error)))
        : double.PositiveInfinity;

    /// <summary>Whether nothing that was seen had a part in how much is known.</summary>
    private bool IsUsual => isSteady && !learns;

    private double Student(double confidence) =>
        new StudentDistribution(Math.Max(1, EffectiveSuccesses - 1)).Quantile((1 + confidence) / 2);

    private static double Mixture(double confidence, double share) =>
        share > 0 ? Math.Sqrt((1 + (Mixing / share)) * Math.Log((1 + (share / Mixing)) / Square(1 - confidence))) : double.PositiveInfinity;

    /// <summary>Share of the choices that say anything of the policy, 0 … 1.</summary>
    public double SupportedShare => counts.Count(each => each > 0) / (double)counts.Length;

    /// <summary>Mean of π/e by evaluation weights, with its standard error: 1 but for chance where propensities are right. 0 where nothing counts.</summary>
    public (double Mean, double Error) MeanWeight => Mean(weights);

    /// <summary>How many unweighted choices tell as much.</summary>
    public double EffectiveSampleSize
    {
        get
        {
            var shares = Shares;
            var (sum, squares) = (shares.Sum(), shares.Sum(each => each * each));
            return squares > 0 ? sum * sum / squares : 0;
        }
    }

    /// <summary>Successes among what was drawn as the policy would have, weighted, in effective choices.</summary>
    public double EffectiveSuccesses => SelfNormalized is { } found ? found.Value * EffectiveSampleSize : 0;

    /// <summary>Σ h·w·reward / Σ h·w, with its standard error; null where the log shows nothing of the policy.</summary>
    public (double Value, double Error)? SelfNormalized
    {
        get
        {
            var shares = Shares;
            var sum = shares.Sum();
            if (sum <= 0)
            {
                return null;
            }
            var value = shares.Select((share, place) => share * log.Choices[place].Reward).Sum() / sum;
            return (value, Math.Sqrt(shares.Select((share, place) => Square(share * (log.Choices[place].Reward - value))).Sum()) / sum);
        }
    }

    /// <summary>Σ h·Γ / Σ h with Γ = Σ π·prediction + w·(reward − prediction), with its standard error; null where nothing counts.</summary>
    public (double Value, double Error)? DoublyRobust => counts.Any(each => each > 0) ? Mean(robust) : null;

    /// <summary>The doubly robust value less the mean reward of the log, with its standard error: what both share falls out. Null where nothing counts.</summary>
    public (double Value, double Error)? Difference
    {
        get
        {
            if (DoublyRobust is not { } found)
            {
                return null;
            }
            // A policy that learns is compared on the choices that count.
            double[] compared = learns ? counts : [.. Enumerable.Repeat(1.0, counts.Length)];
            var (counted, all) = (counts.Sum(), compared.Sum());
            var logged = compared.Select((count, place) => count * log.Choices[place].Reward).Sum() / all;
            var squares = 0.0;
            for (var place = 0; place < counts.Length; place++)
            {
                squares += Square(
                    (counts[place] * (robust[place] - found.Value) / counted)
                        - (compared[place] * (log.Choices[place].Reward - logged) / all)
                );
            }
            return (found.Value - logged, Math.Sqrt(squares));
        }
    }

    /// <summary>Walks along a log. O(choices · the policy).</summary>
    /// <param name="log">The log.</param>
    /// <param name="policy">The policy; learns from the log, choice by choice, and of each success when it came.</param>
    public static AdaptiveEstimate Of(AdaptiveLog log, IChoicePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policy);
        var found = new AdaptiveEstimate(log, policy.Learns);
        var successes = new PriorityQueue<LoggedChoice, DateTimeOffset>();
        var target = new double[log.Arms];
        var (most, recent) = (log.Choices.Count / FewestTrials, double.NaN);
        for (var place = 0; place < log.Choices.Count; place++)
        {
            var choice = log.Choices[place];
            while (successes.TryPeek(out var earlier, out var at) && at <= choice.At)
            {
                policy.Succeeded(earlier.Chosen, earlier.Context);
                successes.Dequeue();
            }
            policy.Probabilities(choice.Context, target);
            var variance = Variance(target, choice.Propensities);
            if (place == 0)
            {
                // Nothing was seen yet: as if all were drawn evenly.
                recent = Variance(target, [.. Enumerable.Repeat(1.0 / log.Arms, log.Arms)]);
            }
            found.isSteady &= choice.Propensities.AsSpan().SequenceEqual(log.Choices[0].Propensities);
            // With contexts, this choice's own may not decide how much it counts.
            found.Add(place, target, log.DependsOnContext ? recent : variance, most);
            recent += (Math.Min(variance, log.Choices.Count) - recent) / Math.Min(place + 1, RecentChoices);
            policy.Tried(choice.Chosen, choice.Context);
            if (choice.RewardedAt is { } rewardedAt)
            {
                successes.Enqueue(choice, rewardedAt);
            }
        }
        return found;
    }

    private void Add(int place, double[] target, double variance, double most)
    {
        var choice = log.Choices[place];
        var predictions = log.PredictionsFor(place);
        weights[place] = target[choice.Chosen] / choice.Propensities[choice.Chosen];
        robust[place] =
            System.Numerics.Tensors.TensorPrimitives.Dot<double>(target, predictions)
            + (weights[place] * (choice.Reward - predictions[choice.Chosen]));
        counts[place] =
            !(variance is > 0 && variance <= most) ? 0
            : learns ? 1
            : 1 / Math.Sqrt(variance);
        clock += counts[place] * counts[place] * (counts[place] > 0 ? variance : 0);
    }

    private (double Value, double Error) Mean(double[] values)
    {
        var sum = counts.Sum();
        if (sum <= 0)
        {
            return (0, 0);
        }
        var mean = System.Numerics.Tensors.TensorPrimitives.Dot<double>(counts, values) / sum;
        var squares = counts.Zip(values, (count, value) => Square(count * (value - mean))).Sum();
        return (mean, Math.Sqrt(squares) / sum);
    }

    private static double Variance(double[] target, double[] propensities)
    {
        var sum = 0.0;
        for (var arm = 0; arm < target.Length; arm++)
        {
            sum += target[arm] > 0 ? target[arm] * target[arm] / propensities[arm] : 0;
        }
        return sum;
    }

    private static double Square(double number) => number * number;
}
