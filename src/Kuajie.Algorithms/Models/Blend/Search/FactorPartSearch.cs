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

        public override void AddBest(int count, ReadOnlySpan<int> excluded, HashSet<int> candidates)
        {
            var (items, scores) = (new int[count], new float[count]);
            var found = search.index.SelectTop(user, excluded, items, scores).Count;
            candidates.UnionWith(items.AsSpan(0, found).ToArray());
        }

        public override void Dispose() { }
    }
}
