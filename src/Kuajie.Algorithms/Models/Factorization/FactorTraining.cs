namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>The last stage of a factorisation's training, taken some sweeps at a time so that its figures can be looked at before it goes on.</summary>
internal sealed class FactorTraining : IGrowingTraining
{
    private readonly AlternatingLeastSquares factorization;
    private readonly FactorGrowth growth;
    private readonly int target;
    private readonly Func<UserFold, UserSummary, FactorModel> create;

    private FactorTraining(
        AlternatingLeastSquares factorization,
        FactorGrowth growth,
        int target,
        Func<UserFold, UserSummary, FactorModel> create
    )
    {
        this.factorization = factorization;
        this.growth = growth;
        this.target = target;
        this.create = create;
    }

    /// <inheritdoc/>
    public int SweepsDone { get; private set; }

    /// <inheritdoc/>
    public int SweepsPlanned => growth.LastSweeps;

    /// <summary>Comes to the beginning of the last stage: through the smaller ranks, or from where they ended.</summary>
    /// <param name="growth">Ranks and sweeps.</param>
    /// <param name="start">Makes a factorisation of a rank from the first factors.</param>
    /// <param name="blocks">Its domains.</param>
    /// <param name="targetDomain">The domain to recommend.</param>
    /// <param name="origin">The model that ended where this training doubles for the last time, or null.</param>
    /// <param name="run">Where progress goes.</param>
    /// <param name="create">Makes the model.</param>
    public static FactorTraining Begin(
        FactorGrowth growth,
        Func<int, AlternatingLeastSquares> start,
        IReadOnlyList<FactorizationBlockData> blocks,
        int targetDomain,
        FactorModel? origin,
        TrainingRun run,
        Func<UserFold, UserSummary, FactorModel> create
    )
    {
        var done = origin is null ? 0 : growth.Growth.Sum();
        run.Progress?.Report(new TrainingProgress(done, growth.Sweeps));
        var current = start(origin is null ? growth.Rank >> growth.Doublings : growth.Rank);
        for (var block = 0; origin is not null && block < blocks.Count; block++)
        {
            current.GrowFrom(block, origin.FactorsOf(blocks[block].Domain)!.Value.Span, origin.Rank);
        }
        for (var stage = 0; origin is null && stage < growth.Doublings; stage++)
        {
            current.Train(growth.Growth[stage], done, growth.Sweeps);
            done += growth.Growth[stage];
            current = Double(current, start, growth.Rank >> (growth.Doublings - stage), blocks.Count);
        }
        var targetBlock = Enumerable.Range(0, blocks.Count).First(block => blocks[block].Domain == targetDomain);
        return new FactorTraining(current, growth, targetBlock, create);
    }

    /// <inheritdoc/>
    public void Advance(int sweeps)
    {
        factorization.Train(sweeps, growth.Growth.Sum() + SweepsDone, growth.Sweeps);
        SweepsDone += sweeps;
    }

    /// <inheritdoc/>
    public IModel Look() => create(factorization.Fold(), factorization.SumUsers(target));

    /// <inheritdoc/>
    public IModel Finish()
    {
        var fold = factorization.Fold();
        return create(fold, factorization.SummarizeUsers(fold, target));
    }

    private static AlternatingLeastSquares Double(
        AlternatingLeastSquares smaller,
        Func<int, AlternatingLeastSquares> start,
        int smallerRank,
        int blocks
    )
    {
        var larger = start(2 * smallerRank);
        for (var block = 0; block < blocks; block++)
        {
            larger.GrowFrom(block, smaller.ItemFactors(block).Span, smallerRank);
        }
        return larger;
    }

    /// <summary>The circumstances of one of several equal trainings.</summary>
    public static TrainingRun RunOf(TrainingRun run, int start) => run with { Seed = run.Seed + ((ulong)start * 0x9E3779B97F4A7C15) };
}
