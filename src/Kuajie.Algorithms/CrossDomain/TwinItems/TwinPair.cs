namespace Kuajie.Algorithms.CrossDomain.TwinItems;

/// <summary>Two items of different domains that are most likely one product, with the evidence.</summary>
/// <param name="SourceItem">Item index in the source domain.</param>
/// <param name="TargetItem">Item index in the target domain.</param>
/// <param name="SharedUsers">Users who met both.</param>
/// <param name="SourceUsers">Users of both domains who met the source item.</param>
/// <param name="TargetUsers">Users of both domains who met the target item.</param>
/// <param name="UserCosine">Cosine of the two sets of users.</param>
/// <param name="ContentCosine">Cosine of what the two are about; null where nothing is known of one.</param>
/// <param name="ByUsers">Whether the users say so.</param>
/// <param name="ByContent">Whether the contents say so.</param>
public sealed record TwinPair(
    int SourceItem,
    int TargetItem,
    int SharedUsers,
    int SourceUsers,
    int TargetUsers,
    double UserCosine,
    double? ContentCosine,
    bool ByUsers,
    bool ByContent
);
