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

        public override float NameBest(int count, ReadOnlySpan<ulong> eligible, BlendScratch scratch)
        {
            var selector = scratch.Selector(count);
            MaskedScores.Select(rented.AsSpan(0, this.count), eligible, selector);
            return scratch.NameAll(selector);
        }

        public override void Dispose() => ArrayPool<float>.Shared.Return(rented);
    }
}
