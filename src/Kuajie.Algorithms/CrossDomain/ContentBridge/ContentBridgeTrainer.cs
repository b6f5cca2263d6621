using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;

namespace Kuajie.Algorithms.CrossDomain.ContentBridge;

/// <summary>
/// Carries taste between domains by what items are about: a source item speaks for the target items that share its tags, attributes, words or vector. No
/// linked user is needed to train, only one history to serve. O(terms of all items).
/// </summary>
public sealed class ContentBridgeTrainer : IModelTrainer
{
    private readonly ContentBridgeOptions options;
    private readonly TagMap tagMap;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public ContentBridgeTrainer(ContentBridgeOptions? options = null)
    {
        this.options = options ?? new ContentBridgeOptions();
        this.options.ThrowIfInvalid();
        tagMap = TagMap.Parse(this.options.TagMap).Map!;
    }

    /// <inheritdoc/>
    public string Name => ContentBridgeKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    /// <exception cref="MissingContentException">Nothing is known of what the target's items are about, or of any other domain's.</exception>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var target = dataset.Domains[targetDomain];
        ContentFeatures.ThrowIfUnknown(target, Name);
        int[] domains =
        [
            .. Enumerable.Range(0, itemCounts.Length).Where(domain => domain == targetDomain || dataset.Domains[domain].HasContent),
        ];
        if (domains.Length == 1 && itemCounts.Length > 1)
        {
            throw new MissingContentException(Name, dataset.Domains[targetDomain == 0 ? 1 : 0].Domain);
        }
        // Vectors that only one side has say nothing across; then terms alone are compared.
        var usesVectors = domains.All(domain => dataset.Domains[domain].Content!.VectorLength > 0);
        var blocks = new List<ContentBlock>();
        run.Progress?.Report(new TrainingProgress(0, domains.Length));
        foreach (var domain in domains)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            blocks.Add(BlockOf(dataset.Domains[domain], domain, domain == targetDomain, usesVectors, run));
            run.Progress?.Report(new TrainingProgress(blocks.Count, domains.Length));
        }
        var parts = ContentParts.Create(
            target.Content!.Vocabulary,
            blocks,
            target.Interactions,
            options.PopularityBoost,
            options.PopularityPrior
        );
        return new ContentBridgeModel(targetDomain, itemCounts, options, parts);
    }

    private ContentBlock BlockOf(DomainInteractions domain, int index, bool isTarget, bool usesVectors, TrainingRun run)
    {
        var content = domain.Content!;
        var own = isTarget ? content.Terms : tagMap.Apply(content.Terms, content.Vocabulary);
        var terms = AudienceTerms.Add(own, domain.Interactions, options.AudienceShare, run);
        return ContentFeatures.BlockOf(domain, index, terms, options.VectorShare, usesVectors, isTarget ? options.TargetWeight : 1);
    }
}
