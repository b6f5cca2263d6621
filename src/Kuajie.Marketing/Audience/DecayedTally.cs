namespace Kuajie.Marketing.Audience;

/// <summary>Decayed sums by name.</summary>
internal sealed class DecayedTally<T>(double halfLifeSeconds, IEqualityComparer<T>? comparer = null)
    where T : notnull
{
    private readonly Dictionary<T, DecayedSum> sums = new(comparer);

    public IReadOnlyCollection<T> Names => sums.Keys;

    public void Add(T name, double weight, long at) =>
        sums[name] = sums.GetValueOrDefault(name, new DecayedSum(0, at)).Plus(weight, at, halfLifeSeconds);

    public void Merge(DecayedTally<T> other)
    {
        foreach (var (name, sum) in other.sums)
        {
            Add(name, sum.Value, sum.At);
        }
    }

    public double ValueAt(T name, long at) => sums.TryGetValue(name, out var sum) ? sum.ValueAt(at, halfLifeSeconds) : 0;

    public IEnumerable<KeyValuePair<T, double>> ValuesAt(long at) =>
        sums.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ValueAt(at, halfLifeSeconds)));
}
