using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>Popularity as a part: its scores and their moments are the same for everybody of a segment and known beforehand.</summary>
internal sealed class PopularityPartSearch : PartSearch
{
    private readonly PopularityModel model;
    private readonly Scores[] ofRows;

    /// <summary>Sums the scores. O(segments · items).</summary>
    public PopularityPartSearch(PopularityModel model, ReadOnlyMemory<int> isTrained)
    {
        this.model = model;
        ofRows =
        [
            .. Enumerable
                .Range(0, model.RowCount)
                .Select(row => new Scores(model, row, ScoreScale.OfCounted(model.ScoresOf(row), isTrained.Span))),
        ];
    }

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history, ReadOnlyMemory<float> folded) => ofRows[model.RowOf(history)];

    private sealed class Scores : PartScores
    {
        private readonly PopularityModel model;
        private readonly int row;
        private readonly ConcurrentDictionary<(float Plain, float Damped), float[]> calibrated = new();

        public Scores(PopularityModel model, int row, ScoreScale scale)
        {
            (this.model, this.row) = (model, row);
            Scale = scale;
        }

        /// <summary>What is the same for everybody is computed once a set of weights.</summary>
        public override void AddBounds((float Plain, float Damped) weights, Span<float> sums) =>
            TensorPrimitives.Add(sums, calibrated.GetOrAdd(weights, Calibrated), sums);

        public override float this[int item] => model.ScoresOf(row)[item];

        public override ReadOnlySpan<float> Bounds() => model.ScoresOf(row);

        public override void Get(ReadOnlySpan<int> items, Span<float> scores) => Pick(model.ScoresOf(row), items, scores);

        public override void Dispose() { }

        private float[] Calibrated((float Plain, float Damped) weights)
        {
            var sums = new float[Bounds().Length];
            BlendCalibration.AddBounds(Bounds(), Scale, weights, sums);
            return sums;
        }
    }
}
