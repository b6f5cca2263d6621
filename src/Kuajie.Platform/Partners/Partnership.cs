namespace Kuajie.Platform.Partners;

/// <summary>An agreement between the parties of two domains: what each side may see and use of the other. It holds both ways.</summary>
/// <param name="PartnershipId">Sortable id.</param>
/// <param name="FirstDomain">The domain that comes first by name (ordinal).</param>
/// <param name="SecondDomain">The other domain.</param>
/// <param name="Shares">What is shared.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended, or null while it lasts.</param>
public sealed record Partnership(
    string PartnershipId,
    string FirstDomain,
    string SecondDomain,
    PartnershipShares Shares,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt
)
{
    /// <summary>Whether it lasts and joins two domains, named in either order.</summary>
    public bool Joins(string domain, string other) =>
        EndedAt is null
        && (
            (string.Equals(FirstDomain, domain, StringComparison.Ordinal) && string.Equals(SecondDomain, other, StringComparison.Ordinal))
            || (
                string.Equals(FirstDomain, other, StringComparison.Ordinal) && string.Equals(SecondDomain, domain, StringComparison.Ordinal)
            )
        );
}

/// <summary>What a partnership shares. Users and their interactions are never shared: a partner sees items, lists and counts. The numbers are stored; never renumber.</summary>
[Flags]
public enum PartnershipShares
{
    None = 0,

    /// <summary>Each side may read the other's items.</summary>
    Catalog = 1,

    /// <summary>Each side may show its own users the other's items, chosen by what they did on both sides.</summary>
    Recommendations = 2,

    /// <summary>Each side may say which of its users are which of the other's.</summary>
    Links = 4,

    /// <summary>Each side may read counts and measures over both.</summary>
    Aggregates = 8,

    All = Catalog | Recommendations | Links | Aggregates,
}
