using System.Text.Json.Serialization;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Marketing.Faults;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Audience;

/// <summary>Named segments of domains: defined, counted, listed, compared. Safe to call from many threads.</summary>
public sealed class AudienceSegments(
    ISegmentStore store,
    AudienceProfiles profiles,
    UserFactors factors,
    ILinkStore links,
    TimeProvider clock
)
{
    private const int LongestName = 64;
    private const int MostOfDomain = 200;
    private readonly Lock changing = new();

    /// <summary>The segments of a domain, in name order.</summary>
    public IReadOnlyList<Segment> Of(string domain) => store.Of(domain);

    /// <summary>A segment.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public Segment Find(string domain, string name) =>
        store.Find(domain, name) ?? throw AudienceTexts.Fault("unknown-segment", "UnknownSegment", name, domain);

    /// <summary>Defines a segment by a rule, in place of the one of its name.</summary>
    /// <exception cref="KuajieException">The name or the rule is wrong, or the domain has as many as it may.</exception>
    public Segment Define(string domain, string name, string rule)
    {
        var segment = new Segment(domain, name, Rule(rule).Text, null, clock.GetUtcNow());
        Put(domain, [segment]);
        return segment;
    }

    /// <summary>Refuses what looking for clusters could only fail at.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="clusterer">How to look for them.</param>
    /// <param name="use">Which factors to compare beside profiles.</param>
    /// <param name="prefix">What the names of segments would begin with; null for storing nothing.</param>
    /// <exception cref="KuajieException">Bounds or names are wrong, or a model is named that there is none of, or none are wanted.</exception>
    public void ThrowIfInvalid(string domain, ProfileClusterer clusterer, FactorUse use, string? prefix)
    {
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentNullException.ThrowIfNull(use);
        if (use is { IsWanted: false, VersionId: { } unused })
        {
            throw AudienceTexts.Fault("model-not-wanted", "ModelNotWanted", unused);
        }
        if (prefix is not null)
        {
            ThrowIfNoName(ClusterName(prefix, clusterer.Most - 1));
        }
        Checked(() =>
        {
            clusterer.ThrowIfInvalid();
            return use.IsWanted ? factors.Choose(domain, use.VersionId) : null;
        });
        if (use is { IsWanted: true, VersionId: { } named } && !factors.Has(named))
        {
            throw AudienceTexts.Fault("model-without-factors", "ModelWithoutFactors", named);
        }
    }

    /// <summary>Looks for clusters. It stores nothing.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="clusterer">How to look for them.</param>
    /// <param name="use">Which factors to compare beside profiles; null for those of the model that serves the domain.</param>
    /// <param name="progress">Told of how far it has come, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="KuajieException">As <see cref="ThrowIfInvalid"/>, or the model that was named has no factors.</exception>
    public DomainClusters Cluster(
        string domain,
        ProfileClusterer clusterer,
        FactorUse? use = null,
        IProgress<AudienceProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(clusterer);
        use ??= new FactorUse();
        ThrowIfInvalid(domain, clusterer, use, null);
        var reading = new EndedByProgress(progress, cancellation);
        reading.Report(new AudienceProgress(AudienceStage.Reading, 0, null));
        var all = profiles.Profiles(domain, reading);
        var version = use.IsWanted ? factors.Choose(domain, use.VersionId) : null;
        var rows = version is null ? null : factors.Read(version, domain, all, progress, cancellation);
        if (use is { IsWanted: true, VersionId: { } named } && rows is null && all.Count > 0)
        {
            throw AudienceTexts.Fault("model-without-factors", "ModelWithoutFactors", named);
        }
        var absence =
            !use.IsWanted ? FactorAbsence.LeftOut
            : version is null ? FactorAbsence.NoModel
            : rows is null ? FactorAbsence.NoFactors
            : FactorAbsence.None;
        return new DomainClusters(
            Checked(() => clusterer.Cluster(all, rows, progress, cancellation)),
            new ClusterFeatures(version?.VersionId, version?.Model, rows is null ? 0 : rows[0].Length, absence)
        );
    }

    /// <summary>Stores clusters as <c>prefix-1</c>, <c>prefix-2</c> …, all or none, in place of those of their names.</summary>
    /// <returns>The segments, in the clusters' order.</returns>
    /// <exception cref="KuajieException">There are none, the name breaks the rule, or the domain would have more segments than it may.</exception>
    public IReadOnlyList<Segment> Save(string domain, DomainClusters clusters, string prefix)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var segments = AsSegments(domain, clusters.Clustering, prefix);
        if (segments.Length == 0)
        {
            throw AudienceTexts.Fault("no-clusters", "NoClusters");
        }
        Put(domain, segments);
        return segments;
    }

    /// <summary>The names of those clusters that are stored under a prefix as they are; of others that stand there by now, none.</summary>
    /// <returns>Name by number of the cluster.</returns>
    public IReadOnlyDictionary<int, string> SavedNames(string domain, DomainClusters clusters, string prefix)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        var stored = store.Of(domain).ToDictionary(segment => segment.Name, segment => segment.ClusterJson, StringComparer.Ordinal);
        return AsSegments(domain, clusters.Clustering, prefix)
            .Index()
            .Where(each => stored.GetValueOrDefault(each.Item.Name) == each.Item.ClusterJson)
            .ToDictionary(each => clusters.Clustering.Segments[each.Index].Number, each => each.Item.Name);
    }

    private Segment[] AsSegments(string domain, SegmentClustering found, string prefix)
    {
        var now = clock.GetUtcNow();
        return found.Model?.WithoutFactors() is not { } model
            ? []
            :
            [
                .. found.Segments.Select(segment => new Segment(
                    domain,
                    ClusterName(prefix, segment.Number),
                    null,
                    new StoredCluster(model, segment.Number, segment.Tags).ToJson(),
                    now
                )),
            ];
    }

    /// <summary>The name of the segment that a cluster is stored as.</summary>
    public static string ClusterName(string prefix, int number) => FormattableString.Invariant($"{prefix}-{number + 1}");

    /// <summary>Forgets a segment.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public void Remove(string domain, string name)
    {
        if (!store.Remove(domain, name))
        {
            Find(domain, name);
        }
        Changed(domain);
    }

    /// <summary>Told of a domain after its segments changed; nobody by default.</summary>
    public Action<string> Changed { get; init; } = _ => { };

    /// <summary>The ids of a segment's users as they are stored, in ordinal order, and how many users of the domain have a profile. O(users).</summary>
    public SegmentUsers UsersOf(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return Matching(segment.Domain, MembershipOf(segment));
    }

    /// <summary>The users a rule would select.</summary>
    /// <exception cref="KuajieException">The rule is wrong.</exception>
    public SegmentUsers UsersOf(string domain, string rule) => Matching(domain, Rule(rule).Matches);

    /// <summary>The segments a user belongs to, in name order.</summary>
    public IReadOnlyList<Segment> OfUser(string domain, UserProfile profile) =>
        [.. store.Of(domain).Where(segment => MembershipOf(segment)(profile))];

    /// <summary>Users like those of a segment.</summary>
    /// <exception cref="KuajieException">Options are out of bounds.</exception>
    public LookAlikeAnswer LookAlikes(Segment segment, LookAlikeFinder finder)
    {
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentNullException.ThrowIfNull(finder);
        var seeds = UsersOf(segment).UserIds.ToHashSet(StringComparer.Ordinal);
        return Checked(() => finder.Find(profiles.Profiles(segment.Domain), seeds));
    }

    /// <summary>Compares two segments, across domains among linked users.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="fewest">The smallest count that is told; 1 tells everything.</param>
    public SegmentOverlap Overlap(Segment first, Segment second, int fewest)
    {
        var (one, other) = (UsersOf(first), UsersOf(second));
        var (left, right) = (Members(first, one), Members(second, other));
        return first.Domain == second.Domain
            ? SegmentOverlap.Within(left, right, one.Users, fewest)
            : SegmentOverlap.Across(
                left,
                right,
                [.. links.Between(first.Domain, second.Domain).Select(link => (link.FirstUser, link.SecondUser))],
                fewest
            );
    }

    private static SegmentMembers Members(Segment segment, SegmentUsers users) =>
        new(segment.Domain, segment.Name, users.UserIds.ToHashSet(StringComparer.Ordinal));

    /// <summary>Tells of a profile whether it belongs to a segment; made once for many.</summary>
    public static Func<UserProfile, bool> MembershipOf(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (segment.Rule is { } rule)
        {
            return Rule(rule).Matches;
        }
        var cluster = StoredCluster.Of(segment.ClusterJson!);
        return profile => cluster.Model.Assign(profile) == cluster.Number;
    }

    private static AudienceRule Rule(string text)
    {
        var reading = AudienceRule.Read(text);
        return reading.Rule
            ?? throw AudienceTexts.Fault("invalid-rule", "InvalidRule", string.Join(' ', reading.Faults.Select(fault => fault.Message)));
    }

    private static T Checked<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InvalidInputException fault)
        {
            throw AudienceTexts.Fault("invalid-input", "InvalidInput", string.Join(' ', fault.Faults));
        }
    }

    private static void ThrowIfNoName(string name)
    {
        var isName =
            name is { Length: > 0 and <= LongestName }
            && char.IsLetterOrDigit(name[0])
            && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (!isName)
        {
            throw AudienceTexts.Fault("invalid-segment-name", "SegmentName", name, LongestName);
        }
    }

    private SegmentUsers Matching(string domain, Func<UserProfile, bool> matches)
    {
        var all = profiles.Profiles(domain);
        return new SegmentUsers([.. all.Where(matches).Select(profile => profile.UserId)], all.Count);
    }

    private void Put(string domain, IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
        {
            ThrowIfNoName(segment.Name);
        }
        lock (changing)
        {
            var count = store.Of(domain).Select(segment => segment.Name).Union(segments.Select(segment => segment.Name)).Count();
            if (count > MostOfDomain)
            {
                throw AudienceTexts.Fault("too-many-segments", "TooManySegments", domain, count, MostOfDomain);
            }
            store.Put(segments);
        }
        Changed(domain);
    }
}

/// <summary>Clusters of a domain's users, and what was compared to find them.</summary>
public sealed record DomainClusters(SegmentClustering Clustering, ClusterFeatures Features)
{
    /// <summary>What was compared, in words.</summary>
    [JsonIgnore]
    public string Told => Features.Told(Clustering.SameByProfile);

    /// <summary>The same without anything of single users.</summary>
    public DomainClusters WithoutUsers() => this with { Clustering = Clustering.WithoutUsers() };

    /// <summary>The same with places of some users on the map, where there is one.</summary>
    internal DomainClusters WithDots(IReadOnlyList<ClusterDot> dots) =>
        Clustering.Map is { } map ? this with { Clustering = Clustering with { Map = map with { Dots = dots } } } : this;
}

/// <summary>Who belongs to a segment.</summary>
/// <param name="UserIds">Ids as they are stored, in ordinal order.</param>
/// <param name="Users">Users of the domain that have a profile.</param>
public sealed record SegmentUsers(IReadOnlyList<string> UserIds, int Users);

/// <summary>Lets work that looks at no token of its own be ended wherever it tells of itself.</summary>
internal sealed class EndedByProgress(IProgress<AudienceProgress>? progress, CancellationToken cancellation) : IProgress<AudienceProgress>
{
    public void Report(AudienceProgress value)
    {
        cancellation.ThrowIfCancellationRequested();
        progress?.Report(value);
    }
}
