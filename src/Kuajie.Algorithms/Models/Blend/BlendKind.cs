using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>A blend of models: <c>blend</c> of single-domain ones, <c>joint-blend</c> of both sorts.</summary>
/// <param name="isCrossDomain">Whether parts may use other domains.</param>
public sealed class BlendKind(bool isCrossDomain) : TypedModelKind<BlendOptions>
{
    /// <summary>Name of the kind that uses the target domain alone.</summary>
    public const string SingleName = "blend";

    /// <summary>Name of the kind that uses all domains.</summary>
    public const string JointName = "joint-blend";

    /// <inheritdoc/>
    public override string Name => IsCrossDomain ? JointName : SingleName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => isCrossDomain;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(BlendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new BlendTrainer(this, options.Parts.Count > 0 ? options : options with { Parts = UsualParts() });
    }

    /// <summary>None of its own: automatic selection blends what the search of the other kinds has found.</summary>
    protected override IEnumerable<BlendOptions> SearchOptions(InteractionDataset dataset, int targetDomain) => [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, BlendOptions options) => BlendModel.Restore(state, options);

    private BlendPart[] UsualParts() =>
        IsCrossDomain ? [new("implicit-als"), new("joint-als"), new("bridge-similarity")] : [new("item-knn"), new("implicit-als")];
}
