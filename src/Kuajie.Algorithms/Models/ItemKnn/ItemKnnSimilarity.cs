namespace Kuajie.Algorithms.Models.ItemKnn;

/// <summary>How strongly a past item i speaks for an item j, by the users they share.</summary>
public enum ItemKnnSimilarity
{
    /// <summary>Cosine of the items' columns of confidences.</summary>
    Cosine,

    /// <summary>Shared users over users of either; weights are ignored.</summary>
    Jaccard,

    /// <summary>P(j | i) / n_j^popularityExponent (Deshpande and Karypis, 2004); weights are ignored. The only one that is not symmetric.</summary>
    ConditionalProbability,

    /// <summary>Cosine after BM25 weighting: repeated interactions saturate and rows of very active users count less.</summary>
    Bm25,
}
