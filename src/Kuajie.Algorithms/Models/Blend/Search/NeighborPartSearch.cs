using System.Buffers;
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

    private ScoreScale ScaleOf(NeighborEvidence evidence, ReadOnlySpan<float> scores)
    {
        var (sum, squares) = (priorSum, priorSquares);
        var touched = evidence.Touched;
        var priors = model.Prior;
        for (var place = 0; place < touched.Length; place++)
        {
            if (isTrained[touched[place]])
            {
                double score = scores[place];
                double prior = priors[touched[place]];
                sum += score - prior;
                squares += (score * score) - (prior * prior);
            }
        }
        var mean = sum / Math.Max(1, trainedCount);
        return ScoreScale.Of(mean, (squares / Math.Max(1, trainedCount)) - (mean * mean));
    }

    private sealed class Scores : PartScores
    {
        private readonly NeighborPartSearch search;
        private readonly NeighborEvidence evidence;
        private readonly float[] ofTouched;

        public Scores(NeighborPartSearch search, UserHistory history)
        {
            this.search = search;
            evidence = search.idle.TryTake(out var found) ? found : new NeighborEvidence(search.byPrior.Length);
            search.model.Gather(history, evidence);
            ofTouched = ArrayPool<float>.Shared.Rent(evidence.Touched.Length);
            search.model.ScoresOf(evidence.Touched, evidence, ofTouched);
            Scale = search.ScaleOf(evidence, ofTouched);
        }

        public override float this[int item] => search.model.ScoreOf(item, evidence[item]);

        public override void Get(ReadOnlySpan<int> items, Span<float> scores) => search.model.ScoresOf(items, evidence, scores);

        public override float NameBest(int count, ReadOnlySpan<ulong> eligible, BlendScratch scratch)
        {
            var selector = scratch.Selector(count);
            var touched = evidence.Touched;
            for (var place = 0; place < touched.Length; place++)
            {
                if (ofTouched[place] >= selector.Bar && Has(eligible, touched[place]))
                {
                    selector.Offer(touched[place], ofTouched[place]);
                }
            }
            var unnamed = OfferUntouched(selector, count, eligible);
            return Math.Max(unnamed, scratch.NameAll(selector));
        }

        public override void Dispose()
        {
            ArrayPool<float>.Shared.Return(ofTouched);
            evidence.Clear();
            search.idle.Add(evidence);
        }

        /// <summary>The items nothing speaks for, best prior first, until there are enough of them or none can be among the best or they are all alike.</summary>
        /// <returns>The best prior of those that were left out; −∞ where there are none.</returns>
        private float OfferUntouched(TopSelector selector, int count, ReadOnlySpan<ulong> eligible)
        {
            var least = search.model.ScoreOf(search.byPrior[^1], 0);
            foreach (var item in search.byPrior)
            {
                if (evidence.IsTouched(item) || !Has(eligible, item))
                {
                    continue;
                }
                var prior = search.model.ScoreOf(item, 0);
                if (count-- == 0 || prior < selector.Bar || prior == least)
                {
                    return prior;
                }
                selector.Offer(item, prior);
            }
            return float.NegativeInfinity;
        }
    }
}
