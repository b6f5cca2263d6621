namespace Kuajie.Algorithms.Datasets;

/// <summary>What one user did in one domain.</summary>
/// <param name="Items">Strictly ascending item indexes.</param>
/// <param name="Weights">Shape Items: positive weights.</param>
/// <param name="UnixSeconds">Shape Items, or empty where times are unknown.</param>
public readonly record struct DomainHistory(ReadOnlyMemory<int> Items, ReadOnlyMemory<float> Weights, ReadOnlyMemory<long> UnixSeconds)
{
    /// <summary>A user who did nothing here.</summary>
    public static DomainHistory Empty => default;

    /// <summary>Number of items the user interacted with.</summary>
    public int Count => Items.Length;
}
