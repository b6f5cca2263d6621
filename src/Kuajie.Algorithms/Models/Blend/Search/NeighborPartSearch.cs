using System.Collections.Concurrent;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Algorithms.Models.Blend.Search;

/// <summary>
/// A neighbourhood model as a part: only neighbours of the past items are scored, all others are at their prior, whose order and moments are known beforehand. O(neighbours
/// of the past items).
/// </summary>
internal sealed class NeighborPartSearch : PartSearch
{
    private readonly ConcurrentBag<NeighborEvidence> idle = [];
    private readonly NeighborModel model;
    private readonly bool[] isTrained;
    private readonly int[] byPrior;
    private readonly int trainedCount;
    private readonly double priorSum;
    private readonly double priorSquares;

    /// <summary>Sorts the priors. O(items · log items).</summary>
    public NeighborPartSearch(NeighborModel model, int[] trainedItems)
    {
        this.model = model;
        var prior = model.Prior.ToArray();
        isTrained = new bool[prior.Length];
        trainedCount = trainedItems.Length;
        foreach (var item in trainedItems)
        {
            isTrained[item] = true;
            priorSum += prior[item];
            priorSquares += (double)prior[item] * prior[item];
        }
        byPrior = [.. Enumerable.Range(0, prior.Length)];
        Array.Sort(byPrior, (a, b) => prior[a] != prior[b] ? prior[b].CompareTo(prior[a]) : a.CompareTo(b));
    }

    /// <inheritdoc/>
    public override PartScores Of(UserHistory history) => new Scores(this, history);

    private ScoreScale ScaleOf(NeighborEvidence evidence)
    {
        var (sum, squares) = (priorSum, priorSquares);
        foreach (var item in evidence.Touched.Where(item => isTrained[item]))
        {
            double score = model.ScoreOf(item, evidence[item]);
            double prior = model.Prior[item];
            sum += score - prior;
            squares += (score * score) - (prior * prior);
        }
        var mean = sum / Math.Max(1, trainedCount);
        return ScoreScale.Of(mean, (squares / Math.Max(1, trainedCount)) - (mean * mean));
    }

    private sealed class Scores : PartScores
    {
        private readonly NeighborPartSearch search;
        private readonly NeighborEvidence evidence;

        public Scores(NeighborPartSearch search, UserHistory history)
        {
            this.search = search;
            evidence = search.idle.TryTake(out var found) ? found : new NeighborEvidence(search.byPrior.Length);
            search.model.Gather(history, evidence);
            Scale = search.ScaleOf(evidence);
        }

        public override float this[int item] => search.model.ScoreOf(item, evidence[item]);

        public override void AddBest(int count, ReadOnlySpan<int> excluded, HashSet<int> candidates)
        {
            var selector = new TopSelector(count);
            foreach (var item in evidence.Touched)
            {
                if (excluded.BinarySearch(item) < 0)
                {
                    selector.Offer(item, this[item]);
                }
            }
            OfferUntouched(selector, count, excluded);
            var (items, scores) = (new int[count], new float[count]);
            candidates.UnionWith(items.AsSpan(0, selector.Drain(items, scores)).ToArray());
        }

        public override void Dispose()
        {
            evidence.Clear();
            search.idle.Add(evidence);
        }

        /// <summary>The items nothing speaks for, best prior first, until there are enough of them or none can be among the best.</summary>
        private void OfferUntouched(TopSelector selector, int count, ReadOnlySpan<int> excluded)
        {
            foreach (var item in search.byPrior)
            {
                var prior = search.model.ScoreOf(item, 0);
                if (count == 0 || prior < selector.Bar)
                {
                    return;
                }
                if (!evidence.IsTouched(item) && excluded.BinarySearch(item) < 0)
                {
                    selector.Offer(item, prior);
                    count--;
                }
            }
        }
    }
}
