using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.LookAlikes;

/// <summary>
/// Ranks users by their likeness to some seeds: ridge logistic regression on standardised profile features, seeds against users of whom nothing is known (not against users known to differ).
/// Judged by five-fold cross-validation on seeds it has not seen, beside the order by activity and a random one. As some of the others are of the seeds' kind, the figures are cautious.
/// </summary>
public sealed record LookAlikeFinder
{
    /// <summary>Fewest seeds it learns from.</summary>
    public const int LeastSeeds = 20;

    private const int Folds = 5;
    private const int MostOthers = 10_000;
    private const int MostReasons = 3;

    /// <summary>Weight of the penalty, above 0; 1 unless said otherwise.</summary>
    public double Regularization { get; init; } = 1;

    /// <summary>Most users returned.</summary>
    public int Most { get; init; } = 1000;

    /// <summary>Most tags compared.</summary>
    public int MostTags { get; init; } = 30;

    /// <summary>Seed of the sample, the folds and the random order.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Ranks users. O(users · features + rows · features² · steps · folds), rows the seeds and at most 10,000 others.</summary>
    /// <param name="profiles">All users of the domain.</param>
    /// <param name="seedUsers">Ids of the seeds; ids without a profile are passed over.</param>
    /// <exception cref="InvalidInputException">The penalty or the number of users cannot be used.</exception>
    public LookAlikeAnswer Find(IReadOnlyList<UserProfile> profiles, IReadOnlySet<string> seedUsers)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(seedUsers);
        InvalidInputException.ThrowIfAny(Faults());
        bool[] isSeed = [.. profiles.Select(profile => seedUsers.Contains(profile.UserId))];
        var count = isSeed.Count(seed => seed);
        if (count < LeastSeeds || profiles.Count - count < LeastSeeds)
        {
            var shortage = MarketingText.Of("ShortageSeeds", count, profiles.Count - count, LeastSeeds);
            return new LookAlikeAnswer([], [], count, shortage);
        }
        var schema = FeatureSchema.Of(profiles, MostTags);
        double[][] raw = [.. profiles.Select(profile => schema.Row(profile))];
        var scale = Standardisation.Of(raw);
        double[][] rows = [.. raw.Select(scale.Apply)];
        var used = Used(isSeed);
        bool[] labels = [.. used.Select(row => isSeed[row])];
        LogisticRow[] labelled = [.. used.Select(row => LogisticRow.Of(rows[row], isSeed[row]))];
        var heldOut = HeldOutScores(labelled, labels);
        var meanOfSeeds = heldOut.Where((_, row) => labels[row]).Average();
        var model = RidgeLogistic.Fit(labelled, Regularization);
        return new LookAlikeAnswer(
            Ranked(model, profiles, rows, isSeed, meanOfSeeds, schema.Names),
            Rows(heldOut, labels, [.. used.Select(row => (double)profiles[row].Events)]),
            count,
            null
        );
    }

    private IReadOnlyList<LookAlike> Ranked(
        RidgeLogistic model,
        IReadOnlyList<UserProfile> profiles,
        double[][] rows,
        bool[] isSeed,
        double meanOfSeeds,
        IReadOnlyList<string> names
    ) =>
        [
            .. Enumerable
                .Range(0, rows.Length)
                .Where(row => !isSeed[row])
                .Select(row => (row, score: model.Probability(rows[row])))
                .OrderByDescending(pair => pair.score)
                .ThenBy(pair => profiles[pair.row].UserId, StringComparer.Ordinal)
                .Take(Most)
                .Select(pair => new LookAlike(
                    profiles[pair.row].UserId,
                    pair.score,
                    meanOfSeeds > 0 ? Math.Min(1, pair.score / meanOfSeeds) : 0,
                    Reasons(model, rows[pair.row], names)
                )),
        ];

    private static IReadOnlyList<LikenessReason> Reasons(RidgeLogistic model, double[] row, IReadOnlyList<string> names) =>
        [
            .. row.Select((value, place) => new LikenessReason(names[place], value * model.Coefficients[place]))
                .Where(reason => reason.Contribution > 0)
                .OrderByDescending(reason => reason.Contribution)
                .Take(MostReasons),
        ];

    /// <summary>Scores by models that have not seen the row: fold f of each label is every fifth of that label, shuffled.</summary>
    private double[] HeldOutScores(LogisticRow[] rows, bool[] labels)
    {
        var fold = new int[rows.Length];
        foreach (var label in new[] { true, false })
        {
            int[] places = [.. Enumerable.Range(0, rows.Length).Where(row => labels[row] == label)];
            SplittableRandom.Stream(Seed, label ? 1ul : 2ul).Shuffle<int>(places);
            for (var place = 0; place < places.Length; place++)
            {
                fold[places[place]] = place % Folds;
            }
        }
        var scores = new double[rows.Length];
        for (var held = 0; held < Folds; held++)
        {
            var model = RidgeLogistic.Fit([.. rows.Where((_, row) => fold[row] != held)], Regularization);
            for (var row = 0; row < rows.Length; row++)
            {
                scores[row] = fold[row] == held ? model.Probability(rows[row].Features) : scores[row];
            }
        }
        return scores;
    }

    private IReadOnlyList<RankingRow> Rows(double[] heldOut, bool[] labels, double[] events)
    {
        var at = Math.Min(100, labels.Count(label => label));
        var random = SplittableRandom.Stream(Seed, 3);
        double[] chance = [.. labels.Select(_ => random.NextDouble())];
        return
        [
            RankingRow.Of("Model", heldOut, labels, at),
            RankingRow.Of("Activity", events, labels, at),
            RankingRow.Of("Random", chance, labels, at),
        ];
    }

    /// <summary>All seeds and at most 10,000 others, in the order of the profiles.</summary>
    private int[] Used(bool[] isSeed)
    {
        int[] others = [.. Enumerable.Range(0, isSeed.Length).Where(row => !isSeed[row])];
        SplittableRandom.Stream(Seed, 0).Shuffle<int>(others);
        return [.. Enumerable.Range(0, isSeed.Length).Where(row => isSeed[row]).Concat(others.Take(MostOthers)).Order()];
    }

    private IEnumerable<InputFault> Faults()
    {
        if (!(Regularization > 0 && double.IsFinite(Regularization)))
        {
            yield return new InputFault("Regularization", "regularization", FormattableString.Invariant($"{Regularization}"));
        }
        if (Most is < 1 or > 1_000_000)
        {
            yield return new InputFault("LookAlikeMost", "most", FormattableString.Invariant($"{Most}"));
        }
    }
}
