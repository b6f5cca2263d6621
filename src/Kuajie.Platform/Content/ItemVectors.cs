namespace Kuajie.Platform.Content;

/// <summary>Vectors of a domain's items that the user supplies, for example from a language or image model.</summary>
/// <param name="Length">Length of each vector.</param>
/// <param name="ByItem">Vector of each item id.</param>
public sealed record ItemVectors(int Length, IReadOnlyDictionary<string, float[]> ByItem)
{
    /// <summary>No vectors: what takes a domain's stored ones away.</summary>
    public static ItemVectors None { get; } = new(0, new Dictionary<string, float[]>());
}
