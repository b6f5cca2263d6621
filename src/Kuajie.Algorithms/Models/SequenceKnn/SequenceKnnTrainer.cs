using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.SequenceKnn;

/// <summary>
/// Session neighbourhoods with recency, after Jannach and Ludewig (RecSys 2017) and V-SKNN (Ludewig and Jannach, UMUAI 2018): the sessions nearest to what the
/// user did lately recommend what else they held. Uses times; without them every user is one session and order does not count. O(entries · log row length).
/// </summary>
public sealed class SequenceKnnTrainer : IModelTrainer
{
    private readonly SequenceKnnOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public SequenceKnnTrainer(SequenceKnnOptions? options = null)
    {
        this.options = options ?? new SequenceKnnOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => SequenceKnnKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        run.Progress?.Report(new TrainingProgress(0, 1));
        run.Cancellation.ThrowIfCancellationRequested();
        var domain = dataset.Domains[targetDomain];
        var confidences = NeighborParts.ConfidencesOf(domain, options.WeightExponent, out var meanWeight);
        var sessions = Sessions.Cut(domain, confidences, options.SessionGapDays, options.HalfLifeDays);
        var parts = new RowNeighborParts(
            AnonymousRows.Of(sessions),
            meanWeight,
            NeighborParts.Create([], confidences, popularityDamping: 0, options.PopularityPrior).Prior
        );
        run.Progress?.Report(new TrainingProgress(1, 1));
        return new SequenceKnnModel(targetDomain, itemCounts, options, parts);
    }
}
