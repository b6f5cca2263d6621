using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Uplift;

/// <summary>The three ways to learn an effect, over the same boosted trees.</summary>
internal sealed class UpliftLearning(float[][] rows, bool[] treated, double[] outcomes, double[] propensities, UpliftOptions options)
{
    private readonly bool isBinary = outcomes.All(outcome => outcome is 0 or 1);

    private ResponseOptions Trees =>
        new()
        {
            Trees = options.Trees,
            Leaves = options.Leaves,
            FewestRowsOfLeaf = options.FewestRowsOfLeaf,
            LearningRate = options.LearningRate,
            Seed = options.Seed,
        };

    /// <summary>Learns an effect of standardised columns.</summary>
    public Func<float[], double> Learn(UpliftLearner learner) =>
        learner switch
        {
            UpliftLearner.T => ByTwoModels(),
            UpliftLearner.X => ByImputedEffects(),
            UpliftLearner.DoublyRobust => ByPseudoOutcomes(),
            _ => throw new ArgumentOutOfRangeException(
                nameof(learner),
                learner,
                "Found an unknown learner; expected T, X or DoublyRobust."
            ),
        };

    private Func<float[], double> ByTwoModels()
    {
        var (with, without) = (Outcome(Where(true)), Outcome(Where(false)));
        return row => with(row) - without(row);
    }

    private Func<float[], double> ByImputedEffects()
    {
        var (theirs, others) = (Where(true), Where(false));
        var (with, without) = (Outcome(theirs), Outcome(others));
        var ofTreated = Amount(theirs, place => outcomes[place] - without(rows[place]));
        var ofOthers = Amount(others, place => with(rows[place]) - outcomes[place]);
        // Where few are treated, the model of the others is the better one, and it is the treated whose effects it imputed.
        var share = propensities.Average();
        return row => (share * ofOthers(row)) + ((1 - share) * ofTreated(row));
    }

    private Func<float[], double> ByPseudoOutcomes()
    {
        var fold = Folds();
        var pseudo = new double[rows.Length];
        for (var part = 0; part < options.Folds; part++)
        {
            var (with, without) = (Outcome(Where(true, fold, part)), Outcome(Where(false, fold, part)));
            for (var place = 0; place < rows.Length; place++)
            {
                if (fold[place] == part)
                {
                    pseudo[place] = Pseudo(place, with(rows[place]), without(rows[place]));
                }
            }
        }
        return Amount([.. Enumerable.Range(0, rows.Length)], place => pseudo[place]);
    }

    private double Pseudo(int place, double with, double without)
    {
        var correction = treated[place]
            ? (outcomes[place] - with) / propensities[place]
            : -(outcomes[place] - without) / (1 - propensities[place]);
        return with - without + correction;
    }

    /// <summary>Parts of equal size, treated and others dealt out apart so that each part has its share of either.</summary>
    private int[] Folds()
    {
        var random = new SplittableRandom(options.Seed);
        var fold = new int[rows.Length];
        foreach (var arm in new[] { true, false })
        {
            var places = Where(arm);
            for (var last = places.Length - 1; last > 0; last--)
            {
                var chosen = (int)(random.NextDouble() * (last + 1));
                (places[last], places[chosen]) = (places[chosen], places[last]);
            }
            for (var order = 0; order < places.Length; order++)
            {
                fold[places[order]] = order % options.Folds;
            }
        }
        return fold;
    }

    private int[] Where(bool isTreated, int[]? fold = null, int leftOut = -1) =>
        [.. Enumerable.Range(0, rows.Length).Where(place => treated[place] == isTreated && (fold is null || fold[place] != leftOut))];

    /// <summary>A model of the outcome: a probability, or an amount.</summary>
    private Func<float[], double> Outcome(int[] places)
    {
        double[] labels = [.. places.Select(place => outcomes[place])];
        if (labels.All(label => label.Equals(labels[0])))
        {
            return _ => labels[0];
        }
        var sum = Fit(places, labels, isBinary);
        return isBinary ? row => Logit.Probability(sum(row)) : sum;
    }

    private Func<float[], double> Amount(int[] places, Func<int, double> label) => Fit(places, [.. places.Select(label)], isBinary: false);

    private Func<float[], double> Fit(int[] places, double[] labels, bool isBinary)
    {
        // Columns without variance were left out; where none is left, the mean is all there is to learn.
        if (rows[0].Length == 0)
        {
            var mean = labels.Average();
            var constant = isBinary ? Logit.Of(Math.Clamp(mean, 1e-6, 1 - 1e-6)) : mean;
            return _ => constant;
        }
        var trees =
            BoostedTrees.Fit([.. places.Select(place => rows[place])], labels, isBinary, Trees)
            ?? throw new PlatformNotSupportedException(
                "Found no LightGBM library for this machine; expected Linux, Windows or macOS on x64."
            );
        return row => trees.Sum(tree => tree.Values[tree.Leaf(row)]);
    }
}
