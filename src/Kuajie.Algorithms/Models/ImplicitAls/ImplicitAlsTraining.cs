using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>A training of <see cref="ImplicitAlsTrainer"/> taken sweep by sweep, for whoever wants to time sweeps or to stop early.</summary>
public sealed class ImplicitAlsTraining
{
    private readonly ImplicitAlsOptions options;
    private readonly AlternatingLeastSquares factorization;
    private readonly int targetDomain;
    private readonly TrainingRun run;
    private readonly IReadOnlyList<int> domainItemCounts;

    internal ImplicitAlsTraining(
        ImplicitAlsOptions options,
        SparseMatrix interactions,
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        TrainingRun run,
        FormerFactors? former = null
    )
    {
        this.options = options;
        this.run = run;
        this.targetDomain = targetDomain;
        this.domainItemCounts = domainItemCounts;
        var settings = former is null ? options.ToSettings() : FormerFactors.Settings(options.ToSettings());
        var block = new FactorizationBlockData(interactions, targetDomain, 1, settings);
        factorization = new AlternatingLeastSquares(settings, [block], interactions.RowCount, options.InitialDeviation, run);
        former?.Start(factorization, [block]);
    }

    /// <summary>Solves users from items, then items from users, and returns the loss reached, which costs nothing beside.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public double Sweep() => factorization.Sweep();

    /// <summary>The loss of the factors as they stand, computed anew from the objective's definition. O(interactions · rank).</summary>
    public double Loss() => factorization.Loss();

    /// <summary>Shape users × rank: the users' factors as they stand.</summary>
    public ReadOnlyMemory<float> UserFactors => factorization.UserFactors;

    /// <summary>The model of the factors as they stand.</summary>
    public ImplicitAlsModel Finish()
    {
        var fold = factorization.Fold();
        return new ImplicitAlsModel(targetDomain, domainItemCounts, options, fold, factorization.SummarizeUsers(fold, 0));
    }

    /// <summary>So many sweeps, each reported.</summary>
    internal ImplicitAlsModel Complete(int sweeps)
    {
        run.Progress?.Report(new TrainingProgress(0, sweeps));
        factorization.Train(sweeps, 0, sweeps);
        return Finish();
    }
}
