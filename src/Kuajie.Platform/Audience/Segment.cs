namespace Kuajie.Platform.Audience;

/// <summary>A named group of users of a domain: by a rule, or by a cluster that was found. Who belongs to it is worked out when it is asked for.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Name">Its name.</param>
/// <param name="Rule">The rule in its canonical form; null for a cluster.</param>
/// <param name="ClusterJson">The cluster, as <see cref="StoredCluster"/> writes it; null for a rule.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record Segment(string Domain, string Name, string? Rule, string? ClusterJson, DateTimeOffset ChangedAt);

/// <summary>Where segments are kept.</summary>
public interface ISegmentStore
{
    /// <summary>The segments of a domain, in name order.</summary>
    IReadOnlyList<Segment> Of(string domain);

    /// <summary>A segment, or null.</summary>
    Segment? Find(string domain, string name);

    /// <summary>Stores segments in place of those of their names, all or none.</summary>
    void Put(IReadOnlyList<Segment> segments);

    /// <summary>Forgets a segment. False where there is none.</summary>
    bool Remove(string domain, string name);
}
