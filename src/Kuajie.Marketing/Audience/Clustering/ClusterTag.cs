namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>A tag that is more usual in a cluster than elsewhere.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Users">Its fans in the cluster: users whose share of it is above the average.</param>
/// <param name="Share">Their share of the cluster, drawn towards that of everybody.</param>
/// <param name="Lift">That share over everybody's.</param>
public sealed record ClusterTag(string Tag, int Users, double Share, double Lift)
{
    private const double PriorUsers = 20;
    private const double LeastLift = 1.2;
    private const int LeastUsers = 10;
    private const int Most = 5;

    /// <summary>
    /// The tags that tell a cluster from everybody, the most telling first: by q·ln(q/b), what the tag adds to the divergence of the cluster from everybody, for q = (n_t + s·b) / (n + s) with
    /// b everybody's share and s = 20. Only tags of ten users and more with a lift of 1.2 and more.
    /// </summary>
    internal static IReadOnlyList<ClusterTag> Of(IReadOnlyCollection<UserProfile> members, IReadOnlyDictionary<string, double> everybody) =>
        [
            .. Fans(members)
                .Where(pair => pair.Value >= LeastUsers)
                .Select(pair => Judge(pair.Key, pair.Value, members.Count, everybody[pair.Key]))
                .Where(tag => tag.Lift >= LeastLift)
                .OrderByDescending(tag => tag.Share * Math.Log(tag.Lift))
                .ThenBy(tag => tag.Tag, StringComparer.Ordinal)
                .Take(Most),
        ];

    /// <summary>Share of users that are fans of each tag.</summary>
    internal static Dictionary<string, double> Shares(IReadOnlyCollection<UserProfile> profiles) =>
        Fans(profiles).ToDictionary(pair => pair.Key, pair => (double)pair.Value / profiles.Count, StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, int> Fans(IReadOnlyCollection<UserProfile> profiles) =>
        profiles
            .SelectMany(each => each.Tags.Where(tag => tag.Share > tag.BaseRate).Select(tag => tag.Name))
            .GroupBy(tag => tag, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);

    private static ClusterTag Judge(string tag, int users, int size, double everybody)
    {
        var share = (users + (PriorUsers * everybody)) / (size + PriorUsers);
        return new ClusterTag(tag, users, share, share / everybody);
    }
}
