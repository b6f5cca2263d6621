using System.Buffers;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>A part whose every item is scored: no bound would cost less.</summary>
internal sealed class WholePartSearch(IModel model, ReadOnlyMemory<int> isTrained) : PartSearch
{
    /// <inheritdoc/>
    public override PartScores Of(UserHistory history, ReadOnlyMemory<float> folded) => new Scores(model, isTrained, history);

    private sealed class Scores : PartScores
    {
        private readonly float[] rented;
        private readonly int count;

        public Scores(IModel model, ReadOnlyMemory<int> isTrained, UserHistory history)
        {
            count = model.DomainItemCounts[model.TargetDomain];
            rented = ArrayPool<float>.Shared.Rent(count);
            model.Score(history, rented.AsSpan(0, count));
            Scale = ScoreScale.OfCounted(rented.AsSpan(0, count), isTrained.Span);
        }

        public override float this[int item] => rented[item];

        public override ReadOnlySpan<float> Bounds() => rented.AsSpan(0, count);

        public override void Get(ReadOnlySpan<int> items, Span<float> scores) => Pick(rented, items, scores);

        public override void Dispose() => ArrayPool<float>.Shared.Return(rented);
    }
}
