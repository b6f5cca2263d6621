using System.Buffers;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>A factor model as a part: bounds from factors rounded to bytes, mean and deviation of all scores from the factors' moments.</summary>
internal sealed class FactorPartSearch : PartSearch
{
    private readonly IFactorModel model;
    private readonly QuantizedRows rows;
    private readonly FactorMoments moments;

    /// <summary>Rounds the factors and sums their products. O(items · rank²).</summary>
    public FactorPartSearch(IFactorModel model, ReadOnlyMemory<int> isTrained)
    {
        this.model = model;
        var factors = model.ItemFactors.Span;
        rows = new QuantizedRows(QuantizedPanels.Best, factors, model.Rank, QuantizedRows.Norms(factors, model.Rank), []);
        int[] trained = [.. Enumerable.Range(0, rows.Count).Where(item => isTrained.Span[item] != 0)];
        moments = new FactorMoments(factors, model.Rank, trained);
    }

    /// <inheritdoc/>
    public override int FoldedLength => model.Rank;

    /// <inheritdoc/>
    public override void FoldIn(UserHistory history, Span<float> folded) => model.FoldIn(history, folded);

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history, ReadOnlyMemory<float> folded) => new Scores(this, folded);

    private sealed class Scores : PartScores
    {
        private readonly FactorPartSearch search;
        private readonly ReadOnlyMemory<float> user;
        private float[]? bounds;

        public Scores(FactorPartSearch search, ReadOnlyMemory<float> user)
        {
            (this.search, this.user) = (search, user);
            Scale = search.moments.ScaleOf(user.Span);
        }

        public override float this[int item] =>
            TensorPrimitives.Dot(user.Span, search.model.ItemFactors.Span.Slice(item * user.Length, user.Length));

        public override ReadOnlySpan<float> Bounds()
        {
            if (bounds is null)
            {
                bounds = ArrayPool<float>.Shared.Rent(search.rows.Count);
                search.rows.Bound(user.Span, bounds);
            }
            return bounds.AsSpan(0, search.rows.Count);
        }

        public override void Get(ReadOnlySpan<int> items, Span<float> scores)
        {
            var factors = search.model.ItemFactors.Span;
            var own = user.Span;
            for (var place = 0; place < items.Length; place++)
            {
                scores[place] = TensorPrimitives.Dot(own, factors.Slice(items[place] * own.Length, own.Length));
            }
        }

        public override void Dispose()
        {
            if (bounds is not null)
            {
                ArrayPool<float>.Shared.Return(bounds);
                bounds = null;
            }
        }
    }
}
