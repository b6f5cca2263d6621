namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// How many users of each segment (those who share a trait) took each item, in bounded room: the segments with most users, of each the items with most takers.
/// <para>
/// The share of a segment's users who take an item is shrunk towards the share of all users, by evidence (empirical Bayes, a beta prior for every item):
/// p_gi = (k_gi + m p_i) / (n_g + m) for k_gi takers among n_g users and p_i = K_i / N over all. The prior's weight m in users is 1/ρ − 1, with the intraclass correlation
/// ρ = Σ n_g [(k_gi/n_g − p_i)² − p_i(1 − p_i)/n_g] / Σ p_i(1 − p_i)(n_g − 1) by moments over segments and items: where segments hardly differ, the prior weighs much.
/// </para>
/// Somebody of several segments: p_i Π_g p_gi/p_i, as if the traits were independent given the item.
/// </summary>
internal sealed class AudienceCounts
{
    /// <summary>Segments of fewer users say little and might point at persons.</summary>
    public const int FewestUsers = 10;

    /// <summary>Fewer takers than this are not told.</summary>
    public const int FewestTakers = 5;

    private const double LeastPrior = 5;
    private const double LargestPrior = 10_000;
    private readonly IReadOnlyDictionary<string, Segment> segments;
    private readonly IReadOnlyDictionary<int, int> takers;
    private readonly int users;

    /// <summary>Takes the counts.</summary>
    /// <param name="users">Users who took anything.</param>
    /// <param name="takers">How many of them took each item.</param>
    /// <param name="segments">By <see cref="UserTrait.Key"/>.</param>
    public AudienceCounts(int users, IReadOnlyDictionary<int, int> takers, IReadOnlyDictionary<string, Segment> segments)
    {
        (this.users, this.takers, this.segments) = (users, takers, segments);
        Prior = PriorOf();
    }

    /// <summary>No segment at all.</summary>
    public static AudienceCounts None { get; } = new(0, new Dictionary<int, int>(), new Dictionary<string, Segment>());

    /// <summary>Weight of the prior, in users.</summary>
    public double Prior { get; }

    /// <summary>Segments held.</summary>
    public int SegmentCount => segments.Count;

    /// <summary>Those of somebody's traits that make a segment.</summary>
    public IReadOnlyList<UserTrait> Known(IEnumerable<UserTrait> traits) =>
        [.. traits.Where(trait => segments.ContainsKey(trait.Key)).DistinctBy(trait => trait.Key)];

    /// <summary>Items by how probably somebody with these traits takes them, best first.</summary>
    /// <param name="traits">Known traits.</param>
    /// <param name="mask">Which items.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<(int Number, double Share)> Rank(IReadOnlyList<UserTrait> traits, ItemMask mask, int most) =>
        [
            .. traits
                .SelectMany(trait => segments[trait.Key].Takers.Keys)
                .Distinct()
                .Where(mask.Has)
                .Select(number => (number, Share: traits.Aggregate(ShareOf(number), (share, trait) => share * Lift(trait, number))))
                .OrderByDescending(item => item.Share)
                .ThenBy(item => item.number)
                .Take(most),
        ];

    /// <summary>The traits whose segments take an item more than all users do, and by enough people to tell, the most telling first.</summary>
    public IReadOnlyList<UserTrait> SpeakingFor(IReadOnlyList<UserTrait> traits, int number) =>
        [
            .. traits
                .Where(trait => segments[trait.Key].Takers.GetValueOrDefault(number) >= FewestTakers && Lift(trait, number) > 1)
                .OrderByDescending(trait => Lift(trait, number))
                .ThenBy(trait => trait.Key, StringComparer.Ordinal),
        ];

    /// <summary>How many times as probably a segment's users take an item as all users do, shrunk.</summary>
    public double Lift(UserTrait trait, int number)
    {
        var (segment, share) = (segments[trait.Key], ShareOf(number));
        return share == 0 ? 1 : (segment.Takers.GetValueOrDefault(number) + (Prior * share)) / (segment.Users + Prior) / share;
    }

    private double ShareOf(int number) => users == 0 ? 0 : (double)takers.GetValueOrDefault(number) / users;

    private double PriorOf()
    {
        var (above, below) = (0.0, 0.0);
        foreach (var segment in segments.Values)
        {
            foreach (var number in takers.Keys)
            {
                var share = ShareOf(number);
                var (n, variance) = ((double)segment.Users, share * (1 - share));
                var off = (segment.Takers.GetValueOrDefault(number) / n) - share;
                above += n * ((off * off) - (variance / n));
                below += variance * (n - 1);
            }
        }
        var correlation = below > 0 ? above / below : 0;
        return correlation > 0 ? Math.Clamp((1 / correlation) - 1, LeastPrior, LargestPrior) : LargestPrior;
    }
}

/// <summary>The users who share a trait.</summary>
/// <param name="Users">How many of them took anything.</param>
/// <param name="Takers">How many took each item, by number; those with most takers.</param>
internal sealed record Segment(int Users, IReadOnlyDictionary<int, int> Takers);
