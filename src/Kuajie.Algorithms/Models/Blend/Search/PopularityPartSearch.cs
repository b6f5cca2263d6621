using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models.Popularity;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>Popularity as a part: its order and its moments are the same for everybody of a segment and known beforehand.</summary>
internal sealed class PopularityPartSearch : PartSearch
{
    private readonly PopularityModel model;
    private readonly int[][] orders;
    private readonly ScoreScale[] scales;

    /// <summary>Sorts the scores. O(segments · items · log items).</summary>
    public PopularityPartSearch(PopularityModel model, int[] trainedItems)
    {
        this.model = model;
        orders = new int[model.RowCount][];
        scales = new ScoreScale[model.RowCount];
        for (var row = 0; row < orders.Length; row++)
        {
            var scores = model.ScoresOf(row).ToArray();
            scales[row] = ScoreScale.Of(scores, trainedItems);
            orders[row] = [.. Enumerable.Range(0, scores.Length)];
            Array.Sort(orders[row], (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        }
    }

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history)
    {
        var row = model.RowOf(history);
        return new Scores(model, row, orders[row], scales[row]);
    }

    private sealed class Scores : PartScores
    {
        private readonly PopularityModel model;
        private readonly int row;
        private readonly int[] order;

        public Scores(PopularityModel model, int row, int[] order, ScoreScale scale)
        {
            (this.model, this.row, this.order) = (model, row, order);
            Scale = scale;
        }

        public override float this[int item] => model.ScoresOf(row)[item];

        public override void Get(ReadOnlySpan<int> items, Span<float> scores)
        {
            var all = model.ScoresOf(row);
            for (var place = 0; place < items.Length; place++)
            {
                scores[place] = all[items[place]];
            }
        }

        public override float NameBest(int count, ReadOnlySpan<ulong> eligible, BlendScratch scratch)
        {
            foreach (var item in order)
            {
                if (Has(eligible, item))
                {
                    if (count-- == 0)
                    {
                        return this[item];
                    }
                    scratch.Name(item);
                }
            }
            return float.NegativeInfinity;
        }

        public override void Dispose() { }
    }
}
