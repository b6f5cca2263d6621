using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>
/// A model that scores target item j as prior_j + Σ_v share_v · R[v, j] over the stored rows v nearest to the user's past in the target domain. The rows name
/// nobody, but they are users' rows: see <see cref="ModelKind.HoldsUserRows"/>.
/// </summary>
public abstract class RowNeighborModel : IModel
{
    private readonly RowNeighborSettings settings;
    private readonly StoredRows rows;
    private readonly float meanWeight;
    private readonly ReadOnlyMemory<float> prior;

    private protected RowNeighborModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        RowNeighborSettings settings,
        RowNeighborParts parts
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.settings = settings;
        rows = new StoredRows(parts.Rows, settings.RarityExponent);
        meanWeight = parts.MeanWeight;
        prior = parts.Prior;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        var past = history[TargetDomain];
        prior.Span.CopyTo(scores);
        rows.Add(Nearest(past, Weights(past)), scores);
    }

    /// <summary>Each past item's part in the nearness of the rows that hold the item; with prior_j they add up to the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var past = history[TargetDomain];
        var weights = Weights(past);
        var contributions = new List<Contribution>();
        rows.Explain(Nearest(past, weights), TargetDomain, past.Items.Span, weights, item, contributions);
        return Contributions.Largest(contributions, most);
    }

    /// <inheritdoc/>
    public ModelState ToState() =>
        new(
            Name,
            TargetDomain,
            DomainItemCounts,
            OptionsAsJson(),
            new Dictionary<string, ModelArray>(StringComparer.Ordinal)
            {
                ["meanWeight"] = new ModelArray.Floats(new[] { meanWeight }),
                ["prior"] = new ModelArray.Floats(prior),
                ["rowOffsets"] = new ModelArray.Integers(rows.Rows.RowOffsets),
                ["items"] = new ModelArray.Integers(rows.Rows.Columns),
                ["values"] = new ModelArray.Floats(rows.Rows.Values),
            }
        );

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    private (int[] Rows, float[] Shares) Nearest(DomainHistory past, float[] weights) =>
        rows.Nearest(past.Items.Span, weights, settings.Shrinkage, settings.Neighbors);

    private float[] Weights(DomainHistory past)
    {
        var weights = new float[past.Count];
        InteractionWeights.Confidences(past.Weights.Span, meanWeight, settings.WeightExponent, weights);
        HistoryOrder.Fade(past, settings.HistoryDecay, weights);
        return weights;
    }
}

/// <summary>What a model of stored rows asks them with.</summary>
/// <param name="Neighbors">The most rows that speak.</param>
/// <param name="Shrinkage">Added to the similarity's denominator.</param>
/// <param name="RarityExponent">An item of n rows weighs n^−this in the similarity.</param>
/// <param name="WeightExponent">Confidence is (weight / mean weight)^this.</param>
/// <param name="HistoryDecay">A past interaction counts this to the power of the distinct later times.</param>
internal sealed record RowNeighborSettings(
    int Neighbors,
    double Shrinkage,
    double RarityExponent,
    double WeightExponent,
    double HistoryDecay
);

/// <summary>What a model of stored rows consists of.</summary>
/// <param name="Rows">Rows × target items.</param>
/// <param name="MeanWeight">Mean weight of the target domain's interactions.</param>
/// <param name="Prior">Shape target items: score without any evidence.</param>
internal sealed record RowNeighborParts(SparseMatrix Rows, float MeanWeight, ReadOnlyMemory<float> Prior)
{
    /// <summary>Reads the parts that a model's state holds.</summary>
    /// <exception cref="InvalidModelStateException">They do not fit each other.</exception>
    public static RowNeighborParts FromState(ModelState state)
    {
        var items = state.DomainItemCounts[state.TargetDomain];
        return new RowNeighborParts(
            MatrixState.Read(state, -1, items, "rowOffsets", "items", "values"),
            state.Floats("meanWeight", 1).Span[0],
            state.Floats("prior", items)
        );
    }
}
