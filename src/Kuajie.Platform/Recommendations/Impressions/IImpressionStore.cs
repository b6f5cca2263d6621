namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Where shown lists are kept. One conformance suite runs on every implementation.</summary>
public interface IImpressionStore
{
    /// <summary>Stores blocks of lists in one transaction: after the return they survive a crash. The blocks' memory is the caller's again.</summary>
    /// <exception cref="Faults.KuajieException">Code <c>store-full</c>: the disk is full; nothing of the call is stored.</exception>
    void Append(IReadOnlyList<ImpressionBlock> blocks);

    /// <summary>A shown list, or null where there is none of that id.</summary>
    Impression? Find(string listId);

    /// <summary>The lists shown to users and visitors of a domain since a moment, in no particular order. Reads as it goes.</summary>
    /// <param name="userDomain">The domain whose users saw them.</param>
    /// <param name="since">The first moment.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IEnumerable<Impression> ShownSince(string userDomain, DateTimeOffset since, CancellationToken cancellation);
}
