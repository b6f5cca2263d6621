using Kuajie.Marketing.Partners;

namespace Kuajie.Platform.Partners;

/// <summary>Counts of a domain that the fit of a partner is judged by. Answers hold tags, prices and counts, never users; flagged users count nowhere.</summary>
public interface IPartnerEvidenceStore
{
    /// <summary>Who took something up (enrolled, purchased, completed or gave a gift), of how many users that did anything.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="among">Only these users; null for all.</param>
    Tally Takers(string domain, IReadOnlyCollection<string>? among);

    /// <summary>Users who touched something with a tag, by tag; the most common first, by name where equally many did.</summary>
    IReadOnlyDictionary<string, long> TagUsers(string domain, int most);

    /// <summary>Prices of the items that were enrolled for or purchased, by currency. Free ones and such without a price count nowhere.</summary>
    IReadOnlyDictionary<string, PriceProfile> PricesPaid(string domain);

    /// <summary>Prices of the items in the catalog, by currency.</summary>
    IReadOnlyDictionary<string, PriceProfile> PricesOffered(string domain);
}
