namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>How alike two items are, by the users they share.</summary>
public enum ItemSimilarity
{
    /// <summary>a·b / (‖a‖ ‖b‖ + shrinkage) over user weights.</summary>
    Cosine,

    /// <summary>|A ∩ B| / (|A ∪ B| + shrinkage) over user sets; weights are ignored.</summary>
    Jaccard,
}
