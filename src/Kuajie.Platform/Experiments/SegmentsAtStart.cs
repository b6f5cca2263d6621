using Kuajie.Algorithms.Experiments.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Experiments;

/// <summary>
/// Segments of users as they stood when an experiment began: counted from what was done before, so that no arm can have moved anybody. Segments are made not to overlap: a user of several belongs
/// to the first.
/// </summary>
/// <param name="interactions">What was done.</param>
/// <param name="catalog">What it was done with.</param>
/// <param name="segments">The named segments.</param>
/// <param name="optionsOf">How users of a domain are counted.</param>
public sealed class SegmentsAtStart(
    IInteractionStore interactions,
    ICatalogStore catalog,
    ISegmentStore segments,
    Func<string, TallyOptions> optionsOf
)
{
    /// <summary>The segment of users in none of those named.</summary>
    internal const string Others = "(others)";

    /// <summary>The segment of users who had done nothing yet.</summary>
    internal const string Unseen = "(unseen)";

    /// <summary>Names of the segments of a definition, in the order they are told; none where nothing is to be broken down.</summary>
    internal static IReadOnlyList<string> NamesOf(ExperimentDefinition definition) =>
        definition.IsByLifecycle ? [.. Enum.GetNames<LifecycleStage>().Select(Wire), Unseen]
        : definition.BySegments.Count > 0 ? [.. definition.BySegments, Others]
        : [];

    /// <summary>How a segment is called in a sentence.</summary>
    internal static object Spoken(ExperimentDefinition definition, string segment) =>
        segment == Others ? ExperimentText.Of("SegmentOthers")
        : segment == Unseen ? ExperimentText.Of("SegmentUnseen")
        : definition.IsByLifecycle ? ExperimentText.Of("Segment" + char.ToUpperInvariant(segment[0]) + segment[1..])
        : segment;

    /// <summary>Tells the segment of a user. Reads what was done in the domain before the moment, once: O(interactions), then O(tags) a user.</summary>
    internal Func<string, string> Of(string domain, ExperimentDefinition definition, DateTimeOffset moment, CancellationToken cancellation)
    {
        var items = catalog.ItemsOf(domain).ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        var before = interactions.ReadTimed(domain, cancellation).Where(each => each.At < moment);
        var audience = new DomainAudience(before, items, optionsOf(domain));
        if (definition.IsByLifecycle)
        {
            return user => audience.Profile(user, moment) is { } profile ? Wire($"{profile.Stage.Name}") : Unseen;
        }
        // A segment that was removed since has nobody in it.
        var named = definition
            .BySegments.Select(name =>
                (name, IsMember: segments.Find(domain, name) is { } known ? AudienceSegments.MembershipOf(known) : _ => false)
            )
            .ToArray();
        return user =>
            audience.Profile(user, moment) is { } profile ? Array.Find(named, each => each.IsMember(profile)).name ?? Others : Others;
    }

    private static string Wire(string stage) => char.ToLowerInvariant(stage[0]) + stage[1..];
}
