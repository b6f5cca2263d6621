using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>
/// EASEᴿ (Steck, WWW 2019): every item of the target domain explained by all others in one ridge regression without its own weight,
/// B = I − P diag(1 / diag P) with P = (XᵀX + λI)⁻¹. Cost by form, see <see cref="EaseForm"/>.
/// </summary>
public sealed class EaseTrainer : IModelTrainer
{
    private readonly EaseOptions options;

    /// <summary>A trainer with these options.</summary>
    /// <exception cref="InvalidModelOptionsException">Options out of range.</exception>
    public EaseTrainer(EaseOptions? options = null)
    {
        this.options = options ?? new EaseOptions();
        this.options.ThrowIfInvalid();
    }

    /// <inheritdoc/>
    public string Name => EaseKind.KindName;

    /// <inheritdoc/>
    public ModelOptions Options => options;

    /// <inheritdoc/>
    public IModel Train(InteractionDataset dataset, int targetDomain, TrainingRun run)
    {
        var itemCounts = ModelInput.Check(dataset, targetDomain, run);
        var settings = options.ToSettings();
        var data = RegressionData.Create(dataset, targetDomain, [(targetDomain, 1)], settings);
        var blocks = ItemRegression.Solve(data, settings, run);
        var target = dataset.Domains[targetDomain].Interactions;
        var parts = NeighborParts.Create(blocks, target, options.PopularityDamping, options.PopularityPrior);
        return new EaseModel(targetDomain, itemCounts, options, parts);
    }
}
