using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.UserKnn;

/// <summary>
/// User neighbourhoods (Resnick, Iacovou, Suchak, Bergstrom and Riedl, CSCW 1994, for implicit data): what users like this one did. Training only lays the rows
/// out. O(entries · log users).
/// </summary>
public sealed class UserKnnTrainer : IModelTrainer
{
    private readonly UserKnnOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public UserKnnTrainer(UserKnnOptions? options = null)
    {
        this.options = options ?? new UserKnnOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => UserKnnKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        run.Progress?.Report(new TrainingProgress(0, 1));
        run.Cancellation.ThrowIfCancellationRequested();
        var confidences = NeighborParts.ConfidencesOf(dataset.Domains[targetDomain], options.WeightExponent, out var meanWeight);
        var parts = new RowNeighborParts(
            AnonymousRows.Of(confidences),
            meanWeight,
            NeighborParts.Create([], confidences, popularityDamping: 0, options.PopularityPrior).Prior
        );
        run.Progress?.Report(new TrainingProgress(1, 1));
        return new UserKnnModel(targetDomain, itemCounts, options, parts);
    }
}
