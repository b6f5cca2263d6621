using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One domain's interactions as training reads them: confidences by user and by item, with the mean weight they are relative to.</summary>
internal sealed class FactorizationBlockData
{
    public FactorizationBlockData(InteractionDataset dataset, int domain, float weight, FactorizationSettings settings)
        : this(dataset.Domains[domain].Interactions, domain, weight, settings) { }

    public FactorizationBlockData(SparseMatrix interactions, int domain, float weight, FactorizationSettings settings)
    {
        Domain = domain;
        Weight = weight;
        MeanWeight = InteractionWeights.Mean(interactions.Values.Span);
        ByUser = Confidences(interactions, MeanWeight, settings);
        ByItem = ByUser.Transpose();
        for (var user = 0; user < ByUser.RowCount; user++)
        {
            ActiveUserCount += ByUser.RowLength(user) > 0 ? 1 : 0;
        }
    }

    public int Domain { get; }

    public float Weight { get; }

    /// <summary>Users × items: confidences.</summary>
    public SparseMatrix ByUser { get; }

    /// <summary>Items × users: confidences.</summary>
    public SparseMatrix ByItem { get; }

    public float MeanWeight { get; }

    /// <summary>Users with at least one interaction in the domain.</summary>
    public int ActiveUserCount { get; }

    /// <summary>Raised to their power once, not in every sweep; data without weights is taken as it is.</summary>
    private static SparseMatrix Confidences(SparseMatrix interactions, float meanWeight, FactorizationSettings settings)
    {
        var weights = interactions.Values.Span;
        if (!weights.ContainsAnyExcept(1f))
        {
            return interactions;
        }
        var confidences = new float[weights.Length];
        settings.Confidences(weights, meanWeight, confidences);
        return interactions.WithValues(confidences);
    }
}
