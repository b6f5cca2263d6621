using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.GraphWalk;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.CrossDomain.JointGraphWalk;

/// <summary>
/// RP3β (Paudel et al., ACM TiiS 2017) on the graph of all domains' items joined by their shared users: a walker from an item of any domain, over users seen in both,
/// to the target's items. O(Σ over users of all their items · their target items).
/// </summary>
public sealed class JointGraphWalkTrainer : IModelTrainer
{
    private readonly JointGraphWalkOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public JointGraphWalkTrainer(JointGraphWalkOptions? options = null)
    {
        this.options = options ?? new JointGraphWalkOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => JointGraphWalkKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        DomainWeights.ThrowIfOtherNumber(options.DomainWeights, dataset.Domains.Count);
        var meanWeights = new float[itemCounts.Length];
        var confidences = dataset
            .Domains.Select((domain, index) => NeighborParts.ConfidencesOf(domain, options.WeightExponent, out meanWeights[index]))
            .ToArray();
        // A walker at a user goes on to target items only, so that only those share the user's probability.
        var userMass = WalkTransitions.UserMass(confidences[targetDomain]);
        var walk = new GraphWalkOptions
        {
            Alpha = options.Alpha,
            Beta = options.Beta,
            Neighbors = options.Neighbors,
        };
        var blocks = new List<NeighborBlock>();
        run.Progress?.Report(new TrainingProgress(0, itemCounts.Length));
        for (var domain = 0; domain < itemCounts.Length; domain++)
        {
            var walks = WalkTransitions.Find(confidences[domain], confidences[targetDomain], userMass, walk, run with { Progress = null });
            var weight = DomainWeights.Of(options.DomainWeights, options.OtherDomainWeight, domain, targetDomain);
            blocks.Add(new NeighborBlock(domain, meanWeights[domain], RowScale.ToMean(walks, weight)));
            run.Progress?.Report(new TrainingProgress(blocks.Count, itemCounts.Length));
        }
        var parts = NeighborParts.Create(blocks, confidences[targetDomain], popularityDamping: 0, options.PopularityPrior);
        return new JointGraphWalkModel(targetDomain, itemCounts, options, parts);
    }
}
