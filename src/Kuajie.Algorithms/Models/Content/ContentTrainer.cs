using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>
/// Recommends what is about the same as the user's past: cosine between the weighted mean of the past items' features and each item's. Items that nobody
/// met yet are recommended like any other. O(terms of all items).
/// </summary>
public sealed class ContentTrainer : IModelTrainer
{
    private readonly ContentOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ContentTrainer(ContentOptions? options = null)
    {
        this.options = options ?? new ContentOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => ContentKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    /// <exception cref="MissingContentException">Nothing is known of what the target's items are about.</exception>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var target = dataset.Domains[targetDomain];
        ContentFeatures.ThrowIfUnknown(target, Name);
        run.Progress?.Report(new TrainingProgress(0, 1));
        run.Cancellation.ThrowIfCancellationRequested();
        var content = target.Content!;
        var terms = AudienceTerms.Add(content.Terms, target.Interactions, options.AudienceShare, run);
        var block = ContentFeatures.BlockOf(target, targetDomain, terms, options.VectorShare, usesVectors: true, weight: 1);
        var parts = ContentParts.Create(content.Vocabulary, [block], target.Interactions, options.PopularityBoost, options.PopularityPrior);
        run.Progress?.Report(new TrainingProgress(1, 1));
        return new ContentModel(targetDomain, itemCounts, options, parts);
    }
}
