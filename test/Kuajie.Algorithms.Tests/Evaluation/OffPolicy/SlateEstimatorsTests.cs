using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Ranking.Exploration;

namespace Kuajie.Algorithms.Tests.Evaluation.OffPolicy;

public sealed class SlateEstimatorsTests
{
    private const int Length = 3;
    private static readonly double[] Old = [0.9, 0.2, 0.6, 0.4, 0.8];
    private static readonly double[] New = [0.1, 0.9, 0.5, 0.7, 0.3];
    private static readonly double[] Pleasure = [0.2, 0.6, 0.3, 0.5, 0.1];
    private static readonly double[] Attention = [1, 0.6, 0.3];
    private static readonly PlackettLuce Logging = new(0.5);
    private static readonly PlackettLuce Target = new(0.4);

    [Fact]
    public void Estimators_HandComputed()
    {
        // Ratios 2 and ½; rewards 1 and 1.
        LoggedPlace[][] lists =
        [
            [new(0.25, 0.5, 1), new(0.5, 0.25, 1)],
            [new(0.5, 0.5, 0)],
        ];

        Assert.Equal(2.5 / 2, SlateEstimators.ItemPosition(lists).Value, 12);
        // Products 2 and 1.
        Assert.Equal(3.0 / 2, SlateEstimators.RewardInteraction(lists).Value, 12);
        Assert.Equal(1.5 / 2, SlateEstimators.ItemPosition(lists, clipAt: 1).Value, 12);
        Assert.Throws<ArgumentException>(() => SlateEstimators.ItemPosition([]));
        Assert.Throws<ArgumentException>(() =>
            SlateEstimators.ItemPosition([
                [new(0, 1, 1)],
            ])
        );
        Assert.Throws<ArgumentException>(() =>
            SlateEstimators.ItemPosition([
                [new(1, 1, double.NaN)],
            ])
        );
    }

    /// <summary>Rewards by item and place: both hold the truth. 200 repetitions, four binomial standard deviations (3.1 each) about 190.</summary>
    [Fact]
    public void Estimators_RewardsByItemAndPlace_HoldTheTruth()
    {
        var truth = 0.0;
        for (var item = 0; item < Pleasure.Length; item++)
        {
            var positions = Target.PositionProbabilities(New, item, Length);
            truth += Enumerable.Range(0, Length).Sum(place => positions[place] * Attention[place] * Pleasure[item]);
        }

        var (byPosition, byInteraction) = Coverage(truth, (place, item, _) => Attention[place] * Pleasure[item]);

        Assert.InRange(byPosition, 177, 200);
        Assert.InRange(byInteraction, 177, 200);
    }

    /// <summary>Whoever liked one place stops reading: only the weighting that looks at the places before is right, the other is seen to miss.</summary>
    [Fact]
    public void RewardInteraction_PeopleWhoReadFromTheTop_HoldsTheTruthWhereItemPositionMisses()
    {
        var truth = 0.0;
        foreach (var (list, probability) in AllLists())
        {
            var reading = 1.0;
            foreach (var item in list)
            {
                truth += probability * reading * Pleasure[item];
                reading *= 1 - Pleasure[item];
            }
        }

        var (byPosition, byInteraction) = Coverage(truth, (_, item, liked) => liked ? 0 : Pleasure[item]);

        Assert.InRange(byInteraction, 177, 200);
        Assert.InRange(byPosition, 0, 176);
    }

    private static (int ByPosition, int ByInteraction) Coverage(double truth, Func<int, int, bool, double> chance)
    {
        var targetPositions = Enumerable
            .Range(0, Pleasure.Length)
            .Select(item => Target.PositionProbabilities(New, item, Length))
            .ToArray();
        var loggingPositions = Enumerable
            .Range(0, Pleasure.Length)
            .Select(item => Logging.PositionProbabilities(Old, item, Length))
            .ToArray();
        var (byPosition, byInteraction) = (0, 0);
        for (var repetition = 0UL; repetition < 200; repetition++)
        {
            var (marginal, conditional) = (new List<LoggedPlace[]>(), new List<LoggedPlace[]>());
            for (var draw = 0UL; draw < 1000; draw++)
            {
                var random = SplittableRandom.Stream(repetition, draw);
                var list = Sample(ref random);
                var rewards = Rewards(list, chance, ref random);
                marginal.Add([
                    .. list.Select(
                        (item, place) => new LoggedPlace(loggingPositions[item][place], targetPositions[item][place], rewards[place])
                    ),
                ]);
                conditional.Add([
                    .. list.Select(
                        (_, place) =>
                            new LoggedPlace(Conditional(Old, 0.5, list, place), Conditional(New, 0.4, list, place), rewards[place])
                    ),
                ]);
            }
            byPosition += Holds(SlateEstimators.ItemPosition(marginal), truth) ? 1 : 0;
            byInteraction += Holds(SlateEstimators.RewardInteraction(conditional), truth) ? 1 : 0;
        }
        return (byPosition, byInteraction);
    }

    private static double[] Rewards(int[] list, Func<int, int, bool, double> chance, ref SplittableRandom random)
    {
        var rewards = new double[list.Length];
        var liked = false;
        for (var place = 0; place < list.Length; place++)
        {
            rewards[place] = random.NextDouble() < chance(place, list[place], liked) ? 1 : 0;
            liked |= rewards[place] > 0;
        }
        return rewards;
    }

    /// <summary>One by one, by the definition.</summary>
    private static int[] Sample(ref SplittableRandom random)
    {
        var list = new int[Length];
        for (var place = 0; place < Length; place++)
        {
            var left = random.NextDouble();
            for (var item = 0; item < Old.Length; item++)
            {
                if (!list.AsSpan(0, place).Contains(item))
                {
                    list[place] = item;
                    left -= Conditional(Old, 0.5, list, place);
                    if (left < 0)
                    {
                        break;
                    }
                }
            }
        }
        return list;
    }

    private static double Conditional(double[] relevance, double temperature, int[] list, int place)
    {
        var free = 0.0;
        for (var item = 0; item < relevance.Length; item++)
        {
            free += list.AsSpan(0, place).Contains(item) ? 0 : Math.Exp(relevance[item] / temperature);
        }
        return Math.Exp(relevance[list[place]] / temperature) / free;
    }

    private static IEnumerable<(int[] List, double Probability)> AllLists() =>
        from a in Enumerable.Range(0, 5)
        from b in Enumerable.Range(0, 5)
        from c in Enumerable.Range(0, 5)
        where a != b && b != c && a != c
        let list = (int[])[a, b, c]
        select (list, Enumerable.Range(0, Length).Select(place => Conditional(New, 0.4, list, place)).Aggregate((x, y) => x * y));

    private static bool Holds(OffPolicyEstimate estimate, double truth) => estimate.Low <= truth && truth <= estimate.High;
}
