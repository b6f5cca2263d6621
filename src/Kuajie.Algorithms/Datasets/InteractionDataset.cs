namespace Kuajie.Algorithms.Datasets;

/// <summary>
/// The interactions of one or more domains over one space of users: linked users of two domains share one index, so that row u of every domain's
/// matrix is the same person. Built by <see cref="InteractionDatasetBuilder"/>.
/// </summary>
public sealed class InteractionDataset
{
    /// <summary>Wraps ready domains.</summary>
    /// <exception cref="ArgumentException">A domain's matrix has another number of users.</exception>
    public InteractionDataset(int userCount, IReadOnlyList<DomainInteractions> domains)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userCount);
        ArgumentNullException.ThrowIfNull(domains);
        foreach (var domain in domains)
        {
            if (domain.Interactions.RowCount != userCount)
            {
                throw new ArgumentException(
                    $"Found {domain.Interactions.RowCount} rows in {domain.Domain}; expected {userCount}, one for each user.",
                    nameof(domains)
                );
            }
        }
        UserCount = userCount;
        Domains = domains;
    }

    /// <summary>Number of users over all domains, linked users counted once.</summary>
    public int UserCount { get; }

    /// <summary>The domains, in the order of a <see cref="UserHistory"/>.</summary>
    public IReadOnlyList<DomainInteractions> Domains { get; }

    /// <summary>The index of a domain by name.</summary>
    /// <exception cref="ArgumentException">No domain has this name.</exception>
    public int IndexOf(string domain)
    {
        for (var index = 0; index < Domains.Count; index++)
        {
            if (string.Equals(Domains[index].Domain, domain, StringComparison.Ordinal))
            {
                return index;
            }
        }
        throw new ArgumentException(
            $"Found domain '{domain}'; expected one of {string.Join(", ", Domains.Select(d => d.Domain))}.",
            nameof(domain)
        );
    }

    /// <summary>What one user did everywhere.</summary>
    public UserHistory HistoryOf(int userIndex)
    {
        var histories = new DomainHistory[Domains.Count];
        for (var domain = 0; domain < histories.Length; domain++)
        {
            histories[domain] = Domains[domain].HistoryOf(userIndex);
        }
        return new UserHistory(histories);
    }
}
