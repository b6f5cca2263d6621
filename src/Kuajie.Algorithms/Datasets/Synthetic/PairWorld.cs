namespace Kuajie.Algorithms.Datasets.Synthetic;

/// <summary>What <see cref="PairGenerator"/> makes: how many users, items and distinct (user, item) pairs, and from which seed.</summary>
/// <param name="Users">Number of users, 1 … 100,000,000; every user has at least one pair.</param>
/// <param name="Items">Number of items, 16 … 10,000,000; an item may stay without pairs.</param>
/// <param name="Rows">Number of pairs: at least one for each user, at most an eighth of all pairs.</param>
/// <param name="Seed">Seed of everything drawn.</param>
public sealed record PairWorld(int Users, int Items, int Rows, ulong Seed = 1)
{
    /// <summary>The smaller size of the speed protocol: 100,000 users, 10,000 items, 5,000,000 pairs.</summary>
    public static PairWorld Small { get; } = new(100_000, 10_000, 5_000_000);

    /// <summary>The larger size of the speed protocol: 1,000,000 users, 100,000 items, 50,000,000 pairs.</summary>
    public static PairWorld Large { get; } = new(1_000_000, 100_000, 50_000_000);

    /// <summary>The most pairs of one user: a quarter of the catalog, so that a heavy user still has a taste.</summary>
    public int MostRowsOfUser => Items / 4;

    /// <summary>Every number out of its range at once; empty where there is none.</summary>
    public IEnumerable<(string Name, long Found, long Least, long Most)> Faults() =>
        new (string Name, long Found, long Least, long Most)[]
        {
            ("users", Users, 1, 100_000_000),
            ("items", Items, 16, 10_000_000),
            ("rows", Rows, Math.Max(1, Users), Math.Clamp((long)Users * Items / 8, Math.Max(1, Users), Array.MaxLength)),
        }.Where(number => number.Found < number.Least || number.Found > number.Most);
}
