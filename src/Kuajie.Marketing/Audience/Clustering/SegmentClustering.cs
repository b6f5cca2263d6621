using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>One number of clusters that was tried.</summary>
/// <param name="Count">How many.</param>
/// <param name="Silhouette">Mean silhouette of a sample.</param>
public readonly record struct ClusterChoice(int Count, double Silhouette);

/// <summary>A cluster.</summary>
/// <param name="Number">Its number, from 0, the largest first.</param>
/// <param name="Users">Its members' ids, in ordinal order; none where they are left out.</param>
/// <param name="Size">How many members it has.</param>
/// <param name="Share">Its share of all users.</param>
/// <param name="Tags">What is more usual in it than elsewhere, the most telling first.</param>
/// <param name="Name">Its name: by its tags, or by what else tells it from everybody.</param>
public sealed record ClusterSegment(
    int Number,
    IReadOnlyList<string> Users,
    int Size,
    double Share,
    IReadOnlyList<ClusterTag> Tags,
    MarketingText Name
);

/// <summary>What clustering found.</summary>
/// <param name="Model">The model; null where there are too few users.</param>
/// <param name="Segments">The clusters, also where they are no structure: the verdict says so.</param>
/// <param name="Choices">Every number of clusters tried.</param>
/// <param name="Silhouette">Silhouette of the number chosen.</param>
/// <param name="ReferenceSilhouette">The largest silhouette that draws of one normal cloud with the same covariances reach: what is found where there is nothing to find.</param>
/// <param name="Stability">Mean adjusted Rand index between clusterings from other seeds and the one given.</param>
/// <param name="HasStructure">Whether the silhouette is above chance and the stability at least 0.6.</param>
/// <param name="Verdict">That in words, or what there is too little of.</param>
public sealed record SegmentClustering(
    ClusterModel? Model,
    IReadOnlyList<ClusterSegment> Segments,
    IReadOnlyList<ClusterChoice> Choices,
    double Silhouette,
    double ReferenceSilhouette,
    double Stability,
    bool HasStructure,
    MarketingText Verdict
)
{
    /// <summary>The clusters in a plane; null where there are too few users.</summary>
    public ClusterMap? Map { get; init; }

    /// <summary>Share of the users whom the profile alone puts into the same cluster, as <see cref="ClusterModel.WithoutFactors"/> does; 1 where no factors were compared.</summary>
    public double SameByProfile { get; init; } = 1;

    /// <summary>The same without anything of single users, their ids and their places on the map: for whoever keeps it.</summary>
    public SegmentClustering WithoutUsers() =>
        this with
        {
            Segments = [.. Segments.Select(segment => segment with { Users = [] })],
            Map = Map is null ? null : Map with { Dots = [] },
        };
}
