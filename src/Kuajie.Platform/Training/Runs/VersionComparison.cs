using Kuajie.Algorithms.Evaluation;

namespace Kuajie.Platform.Training.Runs;

/// <summary>How two versions did on what users took up after both were trained: the same users, the same items, each user's first new item.</summary>
/// <param name="First">The one version.</param>
/// <param name="Second">The other version.</param>
/// <param name="Since">From when on; both were trained before.</param>
/// <param name="Users">Users with a new item that both versions know.</param>
/// <param name="FirstNdcg">NDCG@10 of the first, ranking all items the user had not touched.</param>
/// <param name="SecondNdcg">The same of the second.</param>
/// <param name="FirstHitRate">HR@10 of the first.</param>
/// <param name="SecondHitRate">HR@10 of the second.</param>
/// <param name="Difference">First minus second by NDCG@10, with a 95 % interval by paired bootstrap.</param>
public sealed record VersionComparison(
    string First,
    string Second,
    DateTimeOffset Since,
    int Users,
    double FirstNdcg,
    double SecondNdcg,
    double FirstHitRate,
    double SecondHitRate,
    PairedComparison Difference
)
{
    /// <summary>Fewer users than this say nothing.</summary>
    public const int FewestUsers = 100;

    /// <summary>Whether there are enough users to say anything.</summary>
    public bool IsConclusive => Users >= FewestUsers;

    /// <summary>Whether the first is worse beyond what chance explains.</summary>
    public bool IsFirstWorse => IsConclusive && Difference.High < 0;
}
