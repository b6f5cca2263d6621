namespace Kuajie.Algorithms.Datasets;

/// <summary>
/// What one user did in every domain of a dataset. It is all a model needs to know of a user: models hold no users, so an unknown, a new and a
/// changed user are all served the same way and erasing a user never touches a model.
/// </summary>
public sealed class UserHistory
{
    private readonly DomainHistory[] domains;

    /// <summary>Collects one history per domain, in the dataset's domain order.</summary>
    public UserHistory(params DomainHistory[] domains)
    {
        ArgumentNullException.ThrowIfNull(domains);
        this.domains = domains;
    }

    /// <summary>Number of domains.</summary>
    public int DomainCount => domains.Length;

    /// <summary>What the user did in one domain.</summary>
    public DomainHistory this[int domain] => domains[domain];

    /// <summary>Whether the user did nothing in any domain.</summary>
    public bool IsEmpty => domains.All(domain => domain.Count == 0);

    /// <summary>A user who did nothing in any of so many domains.</summary>
    public static UserHistory Empty(int domainCount) => new(new DomainHistory[domainCount]);

    /// <summary>The same user with another history in one domain.</summary>
    public UserHistory With(int domain, DomainHistory history)
    {
        var changed = (DomainHistory[])domains.Clone();
        changed[domain] = history;
        return new UserHistory(changed);
    }
}
