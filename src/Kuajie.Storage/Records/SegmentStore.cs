using Kuajie.Platform.Audience;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Segments in the records.</summary>
public sealed class SegmentStore(RecordsDatabase database) : ISegmentStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Segment> Of(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Segments.AsNoTracking()
                .Where(segment => segment.Domain == domain)
                .AsEnumerable()
                .OrderBy(segment => segment.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public Segment? Find(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.Segments.AsNoTracking().SingleOrDefault(segment => segment.Domain == domain && segment.Name == name);
    }

    /// <inheritdoc/>
    public void Put(IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        using var context = database.OpenContext();
        foreach (var segment in segments)
        {
            var isKnown = context.Segments.AsNoTracking().Any(known => known.Domain == segment.Domain && known.Name == segment.Name);
            context.Entry(segment).State = isKnown ? EntityState.Modified : EntityState.Added;
        }
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.Segments.Where(segment => segment.Domain == domain && segment.Name == name).ExecuteDelete() > 0;
    }
}
