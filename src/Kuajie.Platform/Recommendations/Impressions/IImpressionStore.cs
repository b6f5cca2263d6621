namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Where shown lists are kept. One conformance suite runs on every implementation.</summary>
public interface IImpressionStore
{
    /// <summary>Stores blocks of lists in one transaction: after the return they survive a crash. The blocks' memory is the caller's again.</summary>
    /// <exception cref="Faults.KuajieException">Code <c>store-full</c>: the disk is full; nothing of the call is stored.</exception>
    void Append(IReadOnlyList<ImpressionBlock> blocks);

    /// <summary>A shown list, or null where there is none of that id.</summary>
    Impression? Find(string listId);
}
