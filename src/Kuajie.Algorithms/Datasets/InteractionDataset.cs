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

    /// <summary>The same interactions with a content for each domain.</summary>
    /// <param name="contents">One per domain, null where nothing is known of its items.</param>
    /// <exception cref="ArgumentException">Contents have other items, other vocabularies or vectors of different lengths.</exception>
    public InteractionDataset WithContent(IReadOnlyList<ItemContent?> contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var known = contents.OfType<ItemContent>().ToArray();
        if (known.Any(content => !ReferenceEquals(content.Vocabulary, known[0].Vocabulary)))
        {
            throw new ArgumentException(
                "Found contents over different vocabularies; expected one vocabulary for all domains.",
                nameof(contents)
            );
        }
        if (known.Select(content => content.VectorLength).Where(length => length > 0).Distinct().Count() > 1)
        {
            throw new ArgumentException("Found vectors of different lengths; expected one length for all domains.", nameof(contents));
        }
        return new InteractionDataset(UserCount, [.. Domains.Zip(contents, (domain, content) => domain.WithContent(content))]);
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
