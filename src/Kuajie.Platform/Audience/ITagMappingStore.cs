using Kuajie.Marketing.Audience;

namespace Kuajie.Platform.Audience;

/// <summary>Keeps what people decided about pairs of tags. One conformance suite runs on every implementation.</summary>
public interface ITagMappingStore
{
    /// <summary>The decisions of a partnership, or null where nobody decided anything yet.</summary>
    TagMappingEdits? Find(string partnershipId);

    /// <summary>Replaces the decisions whose revision is one less; revision 1 is the first. False where another is stored, and then nothing changes.</summary>
    bool TryPut(TagMappingEdits edits);
}

/// <summary>What people decided about the pairs of tags of a partnership.</summary>
/// <param name="PartnershipId">The partnership.</param>
/// <param name="Revision">Counts changes, from 1.</param>
/// <param name="ChangedAt">When it was changed last.</param>
/// <param name="Edits">From the tags of the partnership's first domain to those of its second.</param>
public sealed record TagMappingEdits(string PartnershipId, int Revision, DateTimeOffset ChangedAt, IReadOnlyList<TagMappingEdit> Edits);
