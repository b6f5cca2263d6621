using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>One score per item, the same for everybody, or for everybody of a segment.</summary>
public sealed class PopularityModel : IModel
{
    private readonly PopularityOptions options;
    private readonly ReadOnlyMemory<float> itemScores;

    internal PopularityModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        PopularityOptions options,
        ReadOnlyMemory<float> itemScores
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.options = options;
        this.itemScores = itemScores;
    }

    /// <inheritdoc/>
    public string Name => PopularityKind.KindName;

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <summary>Number of segments with scores of their own.</summary>
    internal int RowCount => PopularityRows.Count(options.Segments);

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        ScoresOf(RowOf(history)).CopyTo(scores);
    }

    /// <summary>The segment of a user.</summary>
    internal int RowOf(UserHistory history) => PopularityRows.Of(options.Segments, history, TargetDomain);

    /// <summary>Shape target items: a segment's scores.</summary>
    internal ReadOnlySpan<float> ScoresOf(int row)
    {
        var items = DomainItemCounts[TargetDomain];
        return itemScores.Span.Slice(row * items, items);
    }

    /// <summary>Empty: no single interaction makes the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        return [];
    }

    /// <inheritdoc/>
    public ModelState ToState() =>
        new(
            Name,
            TargetDomain,
            DomainItemCounts,
            OptionsJson.Write(options),
            new Dictionary<string, ModelArray>(StringComparer.Ordinal) { ["scores"] = new ModelArray.Floats(itemScores) }
        );

    internal static PopularityModel Restore(ModelState state, PopularityOptions options) =>
        new(
            state.TargetDomain,
            state.DomainItemCounts,
            options,
            state.Floats("scores", state.DomainItemCounts[state.TargetDomain] * PopularityRows.Count(options.Segments))
        );
}
