using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.CrossDomain.Gated;

/// <summary>
/// What automatic selection serves: the best single-domain and the best cross-domain model behind a gate. It has no search space of its own, since its
/// parts are found by searching the other kinds.
/// </summary>
public sealed class GatedKind : TypedModelKind<GatedOptions>
{
    /// <summary>The name on the command line.</summary>
    public const string KindName = "auto";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override bool IsCrossDomain => true;

    /// <inheritdoc/>
    public override IModelTrainer CreateTrainer(GatedOptions options) => new GatedTrainer(options);

    /// <inheritdoc/>
    protected override IEnumerable<GatedOptions> SearchOptions(InteractionDataset dataset, int targetDomain) => [];

    /// <inheritdoc/>
    protected override IModel Restore(ModelState state, GatedOptions options) => GatedModel.Restore(state, options);
}
