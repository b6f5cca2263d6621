namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Where shown lists are kept. One conformance suite runs on every implementation.</summary>
public interface IImpressionStore
{
    /// <summary>Stores lists in one transaction: after the return they survive a crash.</summary>
    /// <exception cref="Faults.KuajieException">Code <c>store-full</c>: the disk is full; nothing of the call is stored.</exception>
    void Append(IReadOnlyList<Impression> impressions);

    /// <summary>A shown list, or null where there is none of that id.</summary>
    Impression? Find(string listId);
}
