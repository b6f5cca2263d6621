using System.Text.Json;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>What people decided about pairs of tags, each partnership's whole as JSON: it is read and written as a whole.</summary>
public sealed class TagMappingStore(RecordsDatabase database) : ITagMappingStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default);

    /// <inheritdoc/>
    public TagMappingEdits? Find(string partnershipId)
    {
        using var context = database.OpenContext();
        var row = context.TagMappings.AsNoTracking().SingleOrDefault(mapping => mapping.PartnershipId == partnershipId);
        return row is null
            ? null
            : new TagMappingEdits(
                row.PartnershipId,
                row.Revision,
                row.ChangedAt,
                JsonSerializer.Deserialize<IReadOnlyList<TagMappingEdit>>(row.EditsJson, Json)!
            );
    }

    /// <inheritdoc/>
    public bool TryPut(TagMappingEdits edits)
    {
        ArgumentNullException.ThrowIfNull(edits);
        var json = JsonSerializer.Serialize(edits.Edits, Json);
        using var context = database.OpenContext();
        if (edits.Revision > 1)
        {
            return context
                    .TagMappings.Where(mapping => mapping.PartnershipId == edits.PartnershipId && mapping.Revision == edits.Revision - 1)
                    .ExecuteUpdate(row =>
                        row.SetProperty(mapping => mapping.Revision, edits.Revision)
                            .SetProperty(mapping => mapping.ChangedAt, edits.ChangedAt)
                            .SetProperty(mapping => mapping.EditsJson, json)
                    ) == 1;
        }
        if (context.TagMappings.Any(mapping => mapping.PartnershipId == edits.PartnershipId))
        {
            return false;
        }
        context.TagMappings.Add(new RecordedTagMapping(edits.PartnershipId, edits.Revision, edits.ChangedAt, json));
        context.SaveChanges();
        return true;
    }
}

/// <summary>A partnership's edits as the table holds them.</summary>
internal sealed record RecordedTagMapping(string PartnershipId, int Revision, DateTimeOffset ChangedAt, string EditsJson);
