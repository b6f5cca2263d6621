using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>What response models learn from, in order of time.</summary>
/// <param name="Items">What items are.</param>
/// <param name="Interactions">What users did; those of other domains are other people.</param>
/// <param name="Places">What users of the domain were shown.</param>
/// <param name="Last">The last moment on record: what has not come by then may come still.</param>
internal sealed record ResponseRecord(
    IReadOnlyDictionary<(string Domain, string ItemId), Item> Items,
    Interaction[] Interactions,
    ShownPlace[] Places,
    DateTimeOffset Last
);
