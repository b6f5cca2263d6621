namespace Kuajie.Storage.Tests.SampleWorld;

/// <summary>What a plain reading of a file found.</summary>
internal sealed class PlainCounts
{
    public long Read { get; set; }

    public long Kept { get; set; }

    public long Copies { get; set; }

    public SortedDictionary<string, long> Rejected { get; } = new(StringComparer.Ordinal);

    public void Reject(string reason) => Rejected[reason] = Rejected.GetValueOrDefault(reason) + 1;

    public void Add(PlainCounts other)
    {
        (Read, Kept, Copies) = (Read + other.Read, Kept + other.Kept, Copies + other.Copies);
        foreach (var (reason, count) in other.Rejected)
        {
            Rejected[reason] = Rejected.GetValueOrDefault(reason) + count;
        }
    }

    public override string ToString() =>
        $"read {Read}, kept {Kept}, copies {Copies}, {string.Join(", ", Rejected.Select(reason => $"{reason.Key} {reason.Value}"))}";
}
