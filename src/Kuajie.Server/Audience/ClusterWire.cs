using Kuajie.Client.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Users;

namespace Kuajie.Server.Audience;

/// <summary>Clusters as they are answered.</summary>
internal static class ClusterWire
{
    /// <summary>Clusters as far as they may be told.</summary>
    /// <param name="answer">The clusters.</param>
    /// <param name="saved">The names of those that are stored as segments, by their numbers.</param>
    /// <param name="maySeeUsers">Whether every count may be told, and where single users lie.</param>
    /// <param name="fewest">Fewest people whom a count may speak of where not.</param>
    public static ClustersResponse ToResponse(DomainClusters answer, IReadOnlyDictionary<int, string> saved, bool maySeeUsers, int fewest)
    {
        var found = answer.Clustering;
        var all = found.Segments.Sum(segment => segment.Size);
        var few = new FewPeople(maySeeUsers ? 1 : fewest);
        return new ClustersResponse(
            found.HasStructure,
            found.Model is null && !maySeeUsers ? ServerTexts.TooFewForClusters : found.Verdict.ToString(),
            found.Silhouette,
            found.ReferenceSilhouette,
            found.Stability,
            [.. found.Choices.Select(choice => new ClusterChoiceResponse(choice.Count, choice.Silhouette))],
            [
                .. found.Segments.Select(segment => new ClusterResponse(
                    segment.Name.ToString(),
                    saved.GetValueOrDefault(segment.Number),
                    few.Hides(segment.Size, all) ? null : segment.Size,
                    ToTags(segment.Tags)
                )),
            ],
            found.Map is { } map ? ToResponse(map, maySeeUsers) : null
        )
        {
            Compared = new ClusterFeaturesResponse(
                answer.Told,
                answer.Features.Factors,
                answer.Features.Factors > 0 ? answer.Features.VersionId : null,
                answer.Features.Factors > 0 ? answer.Features.Model : null,
                found.SameByProfile
            ),
        };
    }

    public static IReadOnlyList<SegmentTagResponse> ToTags(IReadOnlyList<ClusterTag> tags) =>
        [.. tags.Select(tag => new SegmentTagResponse(tag.Tag, tag.Share, tag.Lift))];

    private static ClusterMapResponse ToResponse(ClusterMap map, bool withUsers) =>
        new(
            [.. map.Axes.Select(axis => new ClusterAxisResponse(axis.Share, axis.Low, axis.High))],
            [.. map.Places.Select(place => new ClusterPlaceResponse(place.Number, place.X, place.Y))],
            withUsers ? [.. map.Dots.Select(dot => new ClusterPlaceResponse(dot.Number, dot.X, dot.Y))] : null
        );
}
