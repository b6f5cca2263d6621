using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Tests.Evaluation.OffPolicy;

public sealed class AdaptiveEstimateTests
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every second choice of a log of 1,000 drawn by ½ : ½, the others by ⅘ : ⅕; the plain twin sums what the definition says, choice by choice.</summary>
    [Fact]
    public void Estimates_OfConstantPolicy_AreThoseOfThePlainTwin()
    {
        var log = Log(1_000, place => place % 2 == 0 ? [0.5, 0.5] : [0.8, 0.2], [0.5, 0.3], seed: 3);

        var found = AdaptiveEstimate.Of(log, ConstantPolicy.Only(1, 2));

        var (tries, wins) = (new double[2], new double[2]);
        var rows = new List<(double Count, double Weight, double Robust, double Reward)>();
        foreach (var choice in log.Choices)
        {
            // Ridge of 1 on a constant: wins / (tries + 1).
            var (count, weight) = (Math.Sqrt(choice.Propensities[1]), choice.Chosen == 1 ? 1 / choice.Propensities[1] : 0);
            var predicted = wins[1] / (tries[1] + 1);
            rows.Add((count, weight, predicted + (weight * (choice.Reward - predicted)), choice.Reward));
            tries[choice.Chosen]++;
            wins[choice.Chosen] += choice.Reward;
        }
        var counted = rows.Sum(row => row.Count);
        var robust = rows.Sum(row => row.Count * row.Robust) / counted;
        var shares = rows.Sum(row => row.Count * row.Weight);
        var snips = rows.Sum(row => row.Count * row.Weight * row.Reward) / shares;
        var logged = rows.Average(row => row.Reward);
        Assert.Equal(robust, found.DoublyRobust!.Value.Value, 1e-12);
        Assert.Equal(
            Math.Sqrt(rows.Sum(row => Math.Pow(row.Count * (row.Robust - robust), 2))) / counted,
            found.DoublyRobust.Value.Error,
            1e-12
        );
        Assert.Equal(snips, found.SelfNormalized!.Value.Value, 1e-12);
        Assert.Equal(
            Math.Sqrt(rows.Sum(row => Math.Pow(row.Count * row.Weight * (row.Reward - snips), 2))) / shares,
            found.SelfNormalized.Value.Error,
            1e-12
        );
        Assert.Equal(shares / counted, found.MeanWeight.Mean, 1e-12);
        Assert.Equal(shares * shares / rows.Sum(row => Math.Pow(row.Count * row.Weight, 2)), found.EffectiveSampleSize, 1e-9);
        Assert.Equal(robust - logged, found.Difference!.Value.Value, 1e-12);
        Assert.Equal(
            Math.Sqrt(rows.Sum(row => Math.Pow((row.Count * (row.Robust - robust) / counted) - ((row.Reward - logged) / rows.Count), 2))),
            found.Difference.Value.Error,
            1e-12
        );
        Assert.Equal(1, found.SupportedShare);
        Assert.Equal(Math.Sqrt(1.1 * Math.Log(11 / 0.0025)), found.Reach(0.95), 1e-9);
        // Half : half and four fifths : a fifth: the log changed, and the difference's variance counts by its share in the estimate's.
        var share = Math.Pow(found.Difference.Value.Error / found.DoublyRobust.Value.Error, 2);
        Assert.InRange(share, 0.1, 1);
        Assert.Equal(Math.Sqrt((1 + (0.1 / share)) * Math.Log((1 + (share / 0.1)) / 0.0025)), found.ReachOfDifference(0.95), 1e-9);
    }

    /// <summary>Where half of the choices had too little chance, half of the variance there could have been is there: √((1 + 0.1/½) · ln((1 + ½/0.1) / 0.05²)) by hand.</summary>
    [Fact]
    public void Reach_ChoicesWithoutSupport_IsThatOfStoppingAtAnyMoment()
    {
        var log = Log(1_000, place => place < 500 ? [0.5, 0.5] : [0.95, 0.05], [0.5, 0.5], seed: 4);

        var found = AdaptiveEstimate.Of(log, ConstantPolicy.Only(1, 2));

        Assert.Equal(0.5, found.SupportedShare);
        Assert.Equal(3.0562, found.Reach(0.95), 1e-3);
        Assert.Equal(500, found.Counts.Count(each => Math.Abs(each - Math.Sqrt(0.5)) < 1e-12));
    }

    [Fact]
    public void Of_PolicyThatIsTheLogsOwn_DiffersByNothing()
    {
        var log = Thompson([0.2, 0.3, 0.25], 2_000, delay: 20, seed: 5);

        var found = AdaptiveEstimate.Of(log, new ThompsonPolicy([0, 1, 2], 3));

        Assert.Equal(1, found.SupportedShare);
        Assert.Equal(1, found.MeanWeight.Mean, 1e-9);
        Assert.InRange(found.Difference!.Value.Value, -0.01, 0.01);
    }

    /// <summary>
    /// Thompson sampling among three alike: whoever had bad luck is shown no more, so that means of what was shown are too low. Intervals that are told hold the truth 95 % of the time or more: 4 binomial standard
    /// deviations are left for chance.
    /// </summary>
    [Fact]
    public void Preview_OfThompsonLogs_HoldsTheTruthThoughMeansDoNot()
    {
        const int Logs = 60;
        var (told, held, low) = (0, 0, 0.0);
        for (var seed = 0UL; seed < Logs; seed++)
        {
            var log = Thompson([0.1, 0.1, 0.1], 2_000, delay: 20, seed);
            for (var arm = 0; arm < 3; arm++)
            {
                var preview = ChoicePreview.Of(log, AdaptiveEstimate.Of(log, ConstantPolicy.Only(arm, 3)));
                told += preview.DoublyRobust is null ? 0 : 1;
                held += preview.DoublyRobust is { } robust && robust.Low <= 0.1 && 0.1 <= robust.High ? 1 : 0;
                low += log.Choices.Where(each => each.Chosen == arm).Average(each => each.Reward) - 0.1;
            }
        }

        Assert.True(told > Logs, $"{told} told.");
        Assert.True(held >= told * (0.95 - (4 * Math.Sqrt(0.95 * 0.05 / told))), $"{held} of {told} hold.");
        Assert.True(low / (3 * Logs) < -0.004, $"Means of what was shown are off by {low / (3 * Logs):0.0000}.");
    }

    [Fact]
    public void Preview_EachVerdict_ComesWhereItShould()
    {
        var even = Log(4_000, _ => [0.5, 0.5], [0.2, 0.1], seed: 6);
        // Drawn by ⅘ : ⅕, and recorded as if by ½ : ½.
        var wrong = new AdaptiveLog(
            [.. Log(4_000, _ => [0.8, 0.2], [0.2, 0.1], seed: 7).Choices.Select(each => each with { Propensities = [0.5, 0.5] })],
            dependsOnContext: false
        );
        var certain = Log(4_000, _ => [1, 0], [0.2, 0.1], seed: 8);
        var rare = Log(4_000, _ => [0.5, 0.5], [0.002, 0.002], seed: 9);

        var alone = AdaptiveEstimate.Of(even, ConstantPolicy.Only(0, 2));
        Assert.Equal(new StudentDistribution(alone.EffectiveSuccesses - 1).Quantile(0.975), alone.Reach(0.95), 1e-12);
        Assert.Equal(alone.Reach(0.95), alone.ReachOfDifference(0.95));
        Assert.Equal(PreviewKind.Better, Of(even, ConstantPolicy.Only(0, 2)).Kind);
        Assert.Equal(PreviewKind.Worse, Of(even, ConstantPolicy.Only(1, 2)).Kind);
        Assert.Equal(PreviewKind.Undecided, Of(even, ConstantPolicy.Evenly([0, 1], 2)).Kind);
        Assert.Equal(PreviewKind.WrongPropensities, Of(wrong, ConstantPolicy.Only(0, 2)).Kind);
        Assert.Equal(PreviewKind.NotEnoughData, Of(certain, ConstantPolicy.Only(1, 2)).Kind);
        Assert.Equal(PreviewKind.NotEnoughData, Of(rare, ConstantPolicy.Only(1, 2)).Kind);
        Assert.Equal(PreviewKind.NotShown, Of(certain, new ThompsonPolicy([0, 1], 2)).Kind);
        Assert.Null(Of(rare, ConstantPolicy.Only(1, 2)).DoublyRobust);
        Assert.StartsWith("Not enough data: ", $"{Of(certain, ConstantPolicy.Only(1, 2)).Sentence}", StringComparison.Ordinal);

        static ChoicePreview Of(AdaptiveLog log, IChoicePolicy policy) => ChoicePreview.Of(log, AdaptiveEstimate.Of(log, policy));
    }

    /// <summary>A success counts for a policy when it came, not when the choice was made.</summary>
    [Fact]
    public void Of_SuccessesThatComeLate_AreLearntThen()
    {
        var seen = new List<int>();
        LoggedChoice[] choices =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(place => new LoggedChoice(Start.AddMinutes(place), [0.5, 0.5], 0, [1], place == 0 ? Start.AddMinutes(150) : null)),
        ];

        AdaptiveEstimate.Of(new AdaptiveLog(choices, dependsOnContext: false), new Watching(seen));

        Assert.Equal([.. Enumerable.Repeat(0, 150), .. Enumerable.Repeat(1, 50)], seen);
    }

    [Fact]
    public void AdaptiveLog_WrongPropensities_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new AdaptiveLog([], false));
        Assert.Throws<ArgumentException>(() => new AdaptiveLog([new LoggedChoice(Start, [0.5, 0.4], 0, [1], null)], false));
        Assert.Throws<ArgumentException>(() => new AdaptiveLog([new LoggedChoice(Start, [0, 1], 0, [1], null)], false));
        Assert.Throws<ArgumentException>(() => new AdaptiveLog([new LoggedChoice(Start, [0.5, 0.5], 2, [1], null)], false));
    }

    private static AdaptiveLog Log(int choices, Func<int, double[]> propensities, double[] rates, ulong seed)
    {
        var random = new SplittableRandom(seed);
        return new AdaptiveLog(
            [
                .. Enumerable
                    .Range(0, choices)
                    .Select(place =>
                    {
                        var drawn = propensities(place);
                        var arm = random.NextDouble() < drawn[0] ? 0 : 1;
                        var at = Start.AddMinutes(place);
                        return new LoggedChoice(at, drawn, arm, [1], random.NextDouble() < rates[arm] ? at : null);
                    }),
            ],
            dependsOnContext: false
        );
    }

    private static AdaptiveLog Thompson(double[] rates, int count, int delay, ulong seed)
    {
        var random = SplittableRandom.Stream(20270302, seed);
        var sampler = new ThompsonSampler(rates.Length);
        int[] all = [.. Enumerable.Range(0, rates.Length)];
        var choices = new LoggedChoice[count];
        for (var place = 0; place < count; place++)
        {
            if (place >= delay && choices[place - delay].RewardedAt is not null)
            {
                sampler.Succeeded(choices[place - delay].Chosen);
            }
            var at = Start.AddSeconds(place);
            var arm = sampler.Choose(all, random.NextBits()).Arm;
            var rewardedAt = random.NextDouble() < rates[arm] ? at.AddSeconds(delay) : (DateTimeOffset?)null;
            choices[place] = new LoggedChoice(at, sampler.Probabilities(all), arm, [1], rewardedAt);
            sampler.Tried(arm);
        }
        return new AdaptiveLog(choices, dependsOnContext: false);
    }

    private sealed class Watching(List<int> seen) : IChoicePolicy
    {
        private int successes;

        public bool Learns => true;

        public void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities)
        {
            seen.Add(successes);
            probabilities.Fill(0.5);
        }

        public void Tried(int arm, ReadOnlySpan<double> context) { }

        public void Succeeded(int arm, ReadOnlySpan<double> context) => successes++;
    }
}
