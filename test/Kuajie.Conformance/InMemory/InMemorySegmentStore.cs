using Kuajie.Platform.Audience;

namespace Kuajie.Conformance.InMemory;

/// <summary>Segments in memory.</summary>
public sealed class InMemorySegmentStore : ISegmentStore
{
    private readonly Dictionary<(string Domain, string Name), Segment> segments = [];

    public IReadOnlyList<Segment> Of(string domain) =>
        [.. segments.Values.Where(segment => segment.Domain == domain).OrderBy(segment => segment.Name, StringComparer.Ordinal)];

    public Segment? Find(string domain, string name) => segments.GetValueOrDefault((domain, name));

    public void Put(IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
        {
            this.segments[(segment.Domain, segment.Name)] = segment;
        }
    }

    public bool Remove(string domain, string name) => segments.Remove((domain, name));
}
