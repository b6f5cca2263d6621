namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// The ranks a training grows through: the leading factors settle in cheap sweeps at a fraction of the rank, then the factors are doubled and swept on. The users
/// are solved anew after each doubling, so that item factors are all that a training needs to go on from.
/// </summary>
/// <param name="Rank">Length of a factor at the end.</param>
/// <param name="Sweeps">Sweeps in all.</param>
/// <param name="Growth">Sweeps at smaller ranks: the last at half the rank, the one before at a quarter, and so on.</param>
internal readonly record struct FactorGrowth(int Rank, int Sweeps, IReadOnlyList<int> Growth)
{
    /// <summary>Number of times the factors double.</summary>
    public int Doublings => Growth.Count;

    /// <summary>Sweeps at the full rank.</summary>
    public int LastSweeps => Sweeps - Growth.Sum();

    /// <summary>The training that ends where this one doubles for the last time.</summary>
    public FactorGrowth Origin => new(Rank / 2, Growth.Sum(), [.. Growth.Take(Growth.Count - 1)]);

    /// <summary>The training that goes on at twice the rank after this one.</summary>
    public FactorGrowth Doubled(int moreSweeps) => new(2 * Rank, Sweeps + moreSweeps, [.. Growth, LastSweeps]);

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<OptionFault> Faults()
    {
        foreach (var sweeps in Growth)
        {
            foreach (var fault in OptionFault.OutsideRange("growthSweeps", sweeps, 1, 1000))
            {
                yield return fault;
            }
        }
        if (Growth.Count > 10 || Rank % (1 << Growth.Count) != 0)
        {
            yield return new OptionFault("growthSweeps", $"{Growth.Count}", $"rank {Rank} / 2ⁿ");
        }
        if (Growth.Count > 0 && LastSweeps < 1)
        {
            yield return new OptionFault("growthSweeps", $"Σ {Growth.Sum()}", $"< {Sweeps}");
        }
    }
}
