using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>A factor model as a part: the best by the quantised scan, mean and deviation of all scores from the factors' moments.</summary>
internal sealed class FactorPartSearch : PartSearch
{
    private readonly IFactorModel model;
    private readonly QuantizedFactors index;
    private readonly FactorMoments moments;

    /// <summary>Makes the index. O(items · rank²).</summary>
    public FactorPartSearch(IFactorModel model, int[] trainedItems)
    {
        this.model = model;
        index = new QuantizedFactors(model.ItemFactors, model.Rank);
        moments = new FactorMoments(model.ItemFactors.Span, model.Rank, trainedItems);
    }

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history) => new Scores(this, history);

    private sealed class Scores : PartScores
    {
        private readonly FactorPartSearch search;
        private readonly float[] user;

        public Scores(FactorPartSearch search, UserHistory history)
        {
            this.search = search;
            user = new float[search.model.Rank];
            search.model.FoldIn(history, user);
            Scale = search.moments.ScaleOf(user);
        }

        public override float this[int item] =>
            TensorPrimitives.Dot<float>(user, search.model.ItemFactors.Span.Slice(item * user.Length, user.Length));

        public override float NameBest(int count, ReadOnlySpan<ulong> eligible, BlendScratch scratch)
        {
            var selector = scratch.Selector(count);
            search.index.SelectTop(user, eligible, selector);
            return scratch.NameAll(selector);
        }

        public override void Get(ReadOnlySpan<int> items, Span<float> scores)
        {
            var factors = search.model.ItemFactors.Span;
            for (var place = 0; place < items.Length; place++)
            {
                scores[place] = TensorPrimitives.Dot<float>(user, factors.Slice(items[place] * user.Length, user.Length));
            }
        }

        public override void Dispose() { }
    }
}
