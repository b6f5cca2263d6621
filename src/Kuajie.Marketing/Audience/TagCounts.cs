namespace Kuajie.Marketing.Audience;

/// <summary>
/// How many linked people have a taste for which tags of two domains, by strata of people who are alike in how much they do. Without strata, people who do much have a taste for everything on
/// both sides, and every pair of tags looks connected; within a stratum this cannot be.
/// </summary>
/// <param name="FromTags">Tags of the first domain.</param>
/// <param name="ToTags">Tags of the second domain.</param>
/// <param name="Strata">At least one; each person is in one.</param>
public sealed record TagCounts(IReadOnlyList<string> FromTags, IReadOnlyList<string> ToTags, IReadOnlyList<TagStratum> Strata);

/// <summary>The counts of one stratum.</summary>
/// <param name="People">People in it.</param>
/// <param name="From">People with a taste for each tag of the first domain, in the order of the tags.</param>
/// <param name="To">Likewise of the second domain.</param>
/// <param name="Both">People with a taste for both, by index of the tag of the first and of the second domain; pairs that nobody has may be left out.</param>
public sealed record TagStratum(
    long People,
    IReadOnlyList<long> From,
    IReadOnlyList<long> To,
    IReadOnlyDictionary<(int From, int To), long> Both
);
