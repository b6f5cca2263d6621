using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Ease;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.CrossDomain.JointEase;

/// <summary>
/// EASEᴿ (Steck, WWW 2019) with the items of all domains as regressors of the target's items: linked users are one row. With blocks <c>cross</c> the items of
/// the other domains alone explain, B = (X_SᵀX_S + λI)⁻¹ X_SᵀX_T over linked users. Only columns of the target are solved and stored.
/// </summary>
public sealed class JointEaseTrainer : IModelTrainer
{
    private readonly JointEaseOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public JointEaseTrainer(JointEaseOptions? options = null)
    {
        this.options = options ?? new JointEaseOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => JointEaseKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var settings = options.ToSettings();
        var data = RegressionData.Create(dataset, targetDomain, Domains(dataset, targetDomain), settings);
        var blocks = ItemRegression.Solve(data, settings, run);
        var target = dataset.Domains[targetDomain].Interactions;
        var parts = NeighborParts.Create(blocks, target, options.PopularityDamping, options.PopularityPrior);
        return new JointEaseModel(targetDomain, itemCounts, options, parts);
    }

    private (int Domain, double Weight)[] Domains(InteractionDataset dataset, int targetDomain)
    {
        DomainWeights.ThrowIfOtherNumber(options.DomainWeights, dataset.Domains.Count);
        return
        [
            .. Enumerable
                .Range(0, dataset.Domains.Count)
                .Where(domain => domain != targetDomain || options.Blocks == JointEaseBlocks.All)
                .Select(domain =>
                    (Domain: domain, Weight: DomainWeights.Of(options.DomainWeights, options.OtherDomainWeight, domain, targetDomain))
                )
                .Where(one => one.Weight > 0),
        ];
    }
}
