using Kuajie.Platform.Audience;

namespace Kuajie.Conformance.InMemory;

/// <summary>Decisions about pairs of tags in a dictionary.</summary>
public sealed class InMemoryTagMappingStore : ITagMappingStore
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, TagMappingEdits> stored = [];

    public TagMappingEdits? Find(string partnershipId)
    {
        lock (changing)
        {
            return stored.GetValueOrDefault(partnershipId);
        }
    }

    public bool TryPut(TagMappingEdits edits)
    {
        lock (changing)
        {
            if ((stored.GetValueOrDefault(edits.PartnershipId)?.Revision ?? 0) != edits.Revision - 1)
            {
                return false;
            }
            stored[edits.PartnershipId] = edits;
            return true;
        }
    }
}
