namespace Kuajie.Client.Audience;

/// <summary>Which tags of a partnership's two domains go together, as learnt from linked people and decided by people.</summary>
/// <param name="From">The domain whose tags come first.</param>
/// <param name="To">The other domain.</param>
/// <param name="People">Linked people it was learnt from.</param>
/// <param name="Revision">Counts changes by people; 0 where nobody decided anything yet. Sent back with the next change.</param>
/// <param name="Pairs">The heaviest first, forbidden ones last.</param>
/// <param name="ChangedAt">When people changed it last.</param>
/// <param name="Shortage">Why nothing could be learnt; absent where it could.</param>
public sealed record TagMappingResponse(
    string From,
    string To,
    long People,
    int Revision,
    IReadOnlyList<MappedTagsResponse> Pairs,
    DateTimeOffset? ChangedAt = null,
    string? Shortage = null
);

/// <summary>Two tags that go together, or are kept apart.</summary>
/// <param name="FromTag">The tag of the first domain.</param>
/// <param name="ToTag">The tag of the second domain.</param>
/// <param name="Weight">0 to 1: of the people with both tastes, the share that is not there by chance, cautiously; or as decided. 0 where it is forbidden.</param>
/// <param name="Origin"><c>learnt</c>, <c>pinned</c>, <c>added</c> or <c>forbidden</c>.</param>
/// <param name="Evidence">What was learnt of the pair; absent where nothing was, or of too few people.</param>
/// <param name="Edit">What a person decided.</param>
public sealed record MappedTagsResponse(
    string FromTag,
    string ToTag,
    double Weight,
    string Origin,
    TagEvidenceResponse? Evidence = null,
    TagEditResponse? Edit = null
);

/// <summary>What was learnt of a pair. Who owns one of the domains only is told counts rounded down to tens and the rest rounded too.</summary>
/// <param name="Both">People with a taste for both.</param>
/// <param name="FromPeople">People with a taste for the first.</param>
/// <param name="ToPeople">People with a taste for the second.</param>
/// <param name="Lift">How much oftener than by chance among people who do about as much: 1 is chance.</param>
/// <param name="Low">2.5 % point of the lift.</param>
/// <param name="High">97.5 % point of the lift.</param>
/// <param name="FalseDiscovery">The smallest false-discovery rate at which the pair is found.</param>
public sealed record TagEvidenceResponse(
    long Both,
    long FromPeople,
    long ToPeople,
    double Lift,
    double Low,
    double High,
    double FalseDiscovery
);

/// <summary>What a person decided about a pair.</summary>
/// <param name="Decision"><c>pin</c>: this weight whatever is learnt; <c>add</c>: this weight until the pair is learnt; <c>forbid</c>: never.</param>
/// <param name="By">The key or person that decided.</param>
/// <param name="At">When.</param>
/// <param name="Weight">The weight; absent where the pair is forbidden.</param>
/// <param name="Note">Why.</param>
public sealed record TagEditResponse(string Decision, string By, DateTimeOffset At, double? Weight = null, string? Note = null);

/// <summary>All decisions about a partnership's pairs of tags that are to stand; those left out stand no more.</summary>
/// <param name="From">The domain whose tags come first in the decisions.</param>
/// <param name="Revision">The revision that was read; 0 for the first change. Another one is refused.</param>
/// <param name="Edits">The decisions, at most 5000.</param>
public sealed record TagMappingRequest(string From, int Revision, IReadOnlyList<TagEditRequest> Edits);

/// <summary>A decision about a pair of tags.</summary>
/// <param name="FromTag">The tag of the first domain.</param>
/// <param name="ToTag">The tag of the second domain.</param>
/// <param name="Decision"><c>pin</c>, <c>add</c> or <c>forbid</c>.</param>
/// <param name="Weight">Above 0 and at most 1; left out where the pair is forbidden.</param>
/// <param name="Note">Why, at most 500 characters.</param>
public sealed record TagEditRequest(string FromTag, string ToTag, string Decision, double? Weight = null, string? Note = null);

/// <summary>All decisions that are to stand, as a table: what the mapping's table gives back, edited.</summary>
/// <param name="From">The domain whose tags are in the column <c>from_tag</c>.</param>
/// <param name="Revision">The revision that was read; 0 for the first change. Another one is refused.</param>
/// <param name="Table">Comma-separated with a heading: <c>from_tag</c>, <c>to_tag</c>, <c>decision</c>, and where they are needed <c>weight</c> and <c>note</c>. Rows without a decision decide nothing.</param>
public sealed record TagTableRequest(string From, int Revision, string Table);
