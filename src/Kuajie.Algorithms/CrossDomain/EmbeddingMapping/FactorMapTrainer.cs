using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>Trains the map from one source domain on the users linked to the target.</summary>
internal sealed class FactorMapTrainer(InteractionDataset dataset, int target, IFactorModel targetModel, int neighborhoods, TrainingRun run)
{
    private const int BlockUsers = 64;

    /// <summary>The map; all zeros where no user is linked.</summary>
    public FactorMap Train(int source, IFactorModel sourceModel, ReadOnlySpan<float> gram)
    {
        var rank = targetModel.Rank;
        int[] linked =
        [
            .. Enumerable
                .Range(0, dataset.UserCount)
                .Where(user =>
                    dataset.Domains[source].Interactions.RowLength(user) > 0 && dataset.Domains[target].Interactions.RowLength(user) > 0
                ),
        ];
        if (linked.Length == 0)
        {
            return new FactorMap(rank, new float[rank * rank], Array.Empty<float>());
        }
        var sources = FactorsOf(linked, sourceModel, source);
        var targets = FactorsOf(linked, targetModel, target);
        var weights = Array.ConvertAll(linked, user => MathF.Sqrt(dataset.Domains[target].Interactions.RowLength(user)));
        var common = new LeaveOneOutRidge(sources, targets, weights, rank, run).Best(gram).Map;
        var centers = FactorCenters.Find(sources, rank, neighborhoods, run.Seed);
        var maps = new List<float>(common);
        if (centers.Length > 0)
        {
            var residuals = Residuals(sources, targets, common, rank);
            for (var center = 0; center < centers.Length / rank; center++)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                var local = LocalWeights(sources, weights, centers, center, rank);
                maps.AddRange(new LeaveOneOutRidge(sources, residuals, local, rank, run).Best(gram).Map);
            }
        }
        return new FactorMap(rank, maps.ToArray(), centers);
    }

    private float[] FactorsOf(int[] users, IFactorModel model, int domain)
    {
        var rank = model.Rank;
        var factors = new float[users.Length * rank];
        RowBlocks.ForEach(
            users.Length,
            BlockUsers,
            run.Threads,
            () => 0,
            (_, start, end, _) =>
            {
                for (var place = start; place < end; place++)
                {
                    var history = UserHistory.Empty(dataset.Domains.Count).With(domain, dataset.Domains[domain].HistoryOf(users[place]));
                    model.FoldIn(history, factors.AsSpan(place * rank, rank));
                }
            },
            run.Cancellation
        );
        return factors;
    }

    private static float[] Residuals(float[] sources, float[] targets, float[] map, int rank)
    {
        var residuals = (float[])targets.Clone();
        for (var user = 0; user < sources.Length / rank; user++)
        {
            FactorMap.Forward(map, sources.AsSpan(user * rank, rank), -1, residuals.AsSpan(user * rank, rank));
        }
        return residuals;
    }

    private static float[] LocalWeights(float[] sources, float[] weights, float[] centers, int center, int rank)
    {
        var shares = new float[centers.Length / rank];
        var local = new float[weights.Length];
        for (var user = 0; user < weights.Length; user++)
        {
            FactorMap.Shares(centers, sources.AsSpan(user * rank, rank), shares);
            local[user] = weights[user] * shares[center];
        }
        return local;
    }
}
