namespace Kuajie.Algorithms.Models;

/// <summary>A model as plain data: what a model file holds besides ids and provenance.</summary>
/// <param name="Model">The model kind's name.</param>
/// <param name="TargetDomain">Index of the target domain.</param>
/// <param name="DomainItemCounts">Item count of each domain.</param>
/// <param name="OptionsJson">The trainer's options as JSON.</param>
/// <param name="Arrays">Named arrays.</param>
public sealed record ModelState(
    string Model,
    int TargetDomain,
    IReadOnlyList<int> DomainItemCounts,
    string OptionsJson,
    IReadOnlyDictionary<string, ModelArray> Arrays
)
{
    /// <summary>A single-precision array by name.</summary>
    /// <exception cref="InvalidModelStateException">It is absent, of another type or another length.</exception>
    public ReadOnlyMemory<float> Floats(string name, int expectedLength = -1) => Find<ModelArray.Floats>(name, expectedLength).Values;

    /// <summary>An integer array by name.</summary>
    /// <param name="name">The array's name.</param>
    /// <param name="expectedLength">Length, or −1 where any will do.</param>
    /// <exception cref="InvalidModelStateException">It is absent, of another type or another length.</exception>
    public ReadOnlyMemory<int> Integers(string name, int expectedLength = -1) => Find<ModelArray.Integers>(name, expectedLength).Values;

    private T Find<T>(string name, int expectedLength)
        where T : ModelArray
    {
        if (!Arrays.TryGetValue(name, out var array) || array is not T found)
        {
            throw new InvalidModelStateException(
                $"Found no {typeof(T).Name.ToLowerInvariant()} array '{name}' in the state of {Model}; it holds {string.Join(", ", Arrays.Keys)}."
            );
        }
        if (expectedLength >= 0 && found.Length != expectedLength)
        {
            throw new InvalidModelStateException($"Found {found.Length} values in array '{name}' of {Model}; expected {expectedLength}.");
        }
        return found;
    }
}

/// <summary>An array of one of the two element types that models store.</summary>
public abstract record ModelArray
{
    private ModelArray() { }

    /// <summary>Number of elements.</summary>
    public abstract int Length { get; }

    /// <summary>Single-precision numbers.</summary>
    /// <param name="Values">The numbers.</param>
    public sealed record Floats(ReadOnlyMemory<float> Values) : ModelArray
    {
        /// <inheritdoc/>
        public override int Length => Values.Length;
    }

    /// <summary>32-bit integers.</summary>
    /// <param name="Values">The integers.</param>
    public sealed record Integers(ReadOnlyMemory<int> Values) : ModelArray
    {
        /// <inheritdoc/>
        public override int Length => Values.Length;
    }
}
