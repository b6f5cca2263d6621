using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One domain's interactions as training reads them: by user and by item, with the mean weight.</summary>
internal sealed class FactorizationBlockData
{
    public FactorizationBlockData(InteractionDataset dataset, int domain, float weight)
    {
        Domain = domain;
        Weight = weight;
        ByUser = dataset.Domains[domain].Interactions;
        ByItem = ByUser.Transpose();
        MeanWeight = InteractionWeights.Mean(ByUser.Values.Span);
        for (var user = 0; user < ByUser.RowCount; user++)
        {
            ActiveUserCount += ByUser.RowLength(user) > 0 ? 1 : 0;
        }
    }

    public int Domain { get; }

    public float Weight { get; }

    public SparseMatrix ByUser { get; }

    public SparseMatrix ByItem { get; }

    public float MeanWeight { get; }

    /// <summary>Users with at least one interaction in the domain.</summary>
    public int ActiveUserCount { get; }
}
