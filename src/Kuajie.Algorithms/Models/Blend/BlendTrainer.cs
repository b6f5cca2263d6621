using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Algorithms.Evaluation.Candidates;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// Trains the parts of a blend and learns how to weigh them: linear stacking (Breiman, Stacked Regressions, 1996) under a listwise logistic loss (Cao et al.,
/// Learning to Rank, ICML 2007, top-one probability). Weights are learnt on rows held out from the training data, with parts trained without them; then the parts
/// are trained again on everything. Costs twice what the parts cost.
/// </summary>
public sealed class BlendTrainer : IRefreshingTrainer, ICompositeTrainer
{
    private readonly BlendOptions options;
    private readonly IModelTrainer[] parts;

    internal BlendTrainer(BlendKind kind, BlendOptions options)
    {
        options.ThrowIfInvalid();
        ThrowIfCrossDomain(kind, options);
        Name = kind.Name;
        parts = [.. options.Parts.Select(part => ModelCatalog.Find(part.Model)!.CreateTrainer(part.Options))];
        this.options = options with { Parts = [.. parts.Select(part => new BlendPart(part.Name, OptionsJson.Write(part.Options)))] };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        ModelInput.Check(dataset, targetDomain, run);
        return Train(new SharedParts(dataset, targetDomain, run), null);
    }

    /// <summary>Refreshes the parts that can be refreshed and trains the others anew; the weights stay.</summary>
    public IModel Refresh(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        TrainingRun run
    )
    {
        ModelInput.Check(dataset, targetDomain, run);
        var former = FormerModel.Of<BlendModel>(model, Name, targetDomain);
        return Train(new SharedParts(dataset, targetDomain, run, formerItems), former);
    }

    IModel ICompositeTrainer.Train(SharedParts shared, IModel? former) => Train(shared, former as BlendModel);

    private BlendModel Train(SharedParts shared, BlendModel? former)
    {
        var weights =
            former?.Weights
            ?? (
                options.Weights.Count > 0 ? new BlendWeights([.. options.Weights]) : Learn(shared.Dataset, shared.TargetDomain, shared.Run)
            );
        var trained = parts.Select((part, place) => shared.Train(part, former?.Parts[place]));
        return Blend(weights, [.. trained], shared.Dataset, shared.TargetDomain);
    }

    /// <summary>Joins parts that were trained before, on the same data, with the weights of the options.</summary>
    public IModel Join(IReadOnlyList<IModel> trained, InteractionDataset dataset, int targetDomain) =>
        Blend(new BlendWeights([.. options.Weights]), trained, dataset, targetDomain);

    private BlendModel Blend(BlendWeights weights, IReadOnlyList<IModel> trained, InteractionDataset dataset, int targetDomain)
    {
        var counts = TrainedItems.UserCounts(dataset.Domains[targetDomain].Interactions);
        return new BlendModel(Name, options, trained, weights, counts.Select(count => count > 0 ? 1 : 0).ToArray());
    }

    private BlendWeights Learn(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var split = Splitters.LeaveOneOut(dataset, targetDomain, run.Seed, options.ValidationRows);
        var counts = TrainedItems.UserCounts(split.Training.Domains[targetDomain].Interactions);
        HeldOutRow[] rows = [.. split.HeldOut.Where(row => counts[row.Item] > 0)];
        var candidates = new SampledCandidates(options.Negatives, [run.Seed]);
        var natural = new CandidateLists(split.Training, targetDomain, rows, candidates, []);
        var cold = new CandidateLists(split.Training, targetDomain, ColdRows.Of(natural), candidates, [], hideTarget: true);
        var trained = TrainParts(split.Training, targetDomain, run);
        return new BlendLearner(options.Negatives, run.Threads, BlendLearner.EnoughSteps, run.Cancellation).Learn(
            Evidence(natural, trained, run),
            Evidence(cold, trained, run)
        );
    }

    private static BlendEvidence Evidence(CandidateLists lists, IModel[] trained, TrainingRun run)
    {
        var masses = new double[lists.Rows.Count];
        Array.Fill(masses, 1);
        return new BlendEvidence(lists, [.. trained.Select(part => lists.Score(part, run with { Progress = null }))], masses);
    }

    private IModel[] TrainParts(InteractionDataset dataset, int targetDomain, TrainingRun run) =>
        [.. parts.Select(part => part.Train(dataset, targetDomain, run))];

    private static void ThrowIfCrossDomain(BlendKind kind, BlendOptions options)
    {
        var single = ModelCatalog.Kinds.Where(one => !one.IsCrossDomain).Select(one => one.Name);
        OptionFault[] faults =
        [
            .. options
                .Parts.Where(part => !kind.IsCrossDomain && ModelCatalog.Find(part.Model)!.IsCrossDomain)
                .Select(part => new OptionFault("parts", part.Model, string.Join(" | ", single))),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidModelOptionsException(faults);
        }
    }
}
