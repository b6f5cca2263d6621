using System.Buffers;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>A part that knows no shorter way: every item is scored.</summary>
internal sealed class WholePartSearch(IModel model, int[] trainedItems) : PartSearch
{
    /// <inheritdoc/>
    public override bool IsFast => false;

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history) => new Scores(model, trainedItems, history);

    private sealed class Scores : PartScores
    {
        private readonly float[] rented;
        private readonly int count;

        public Scores(IModel model, int[] trainedItems, UserHistory history)
        {
            count = model.DomainItemCounts[model.TargetDomain];
            rented = ArrayPool<float>.Shared.Rent(count);
            model.Score(history, rented.AsSpan(0, count));
            Scale = ScoreScale.Of(rented.AsSpan(0, count), trainedItems);
        }

        public override float this[int item] => rented[item];

        public override void AddBest(int count, ReadOnlySpan<int> excluded, HashSet<int> candidates)
        {
            var selector = new TopSelector(count);
            for (var item = 0; item < this.count; item++)
            {
                if (rented[item] >= selector.Bar && excluded.BinarySearch(item) < 0)
                {
                    selector.Offer(item, rented[item]);
                }
            }
            var (items, scores) = (new int[count], new float[count]);
            candidates.UnionWith(items.AsSpan(0, selector.Drain(items, scores)).ToArray());
        }

        public override void Dispose() => ArrayPool<float>.Shared.Return(rented);
    }
}
