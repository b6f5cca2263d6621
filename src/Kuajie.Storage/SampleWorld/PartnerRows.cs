using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Defects;

namespace Kuajie.Storage.SampleWorld;

/// <summary>
/// The partner's interactions over several files, as they lie about in practice: the lake's Parquet until 15 February 2026 (a new part every two million rows),
/// a rotated, gzipped log until 15 March, and the log in use.
/// </summary>
internal sealed class PartnerRows : IDisposable
{
    private const long MostRowsPerPart = 2_000_000;
    private const int FirstPartNumber = 10;
    private static readonly long LakeEnd = new DateTimeOffset(2026, 2, 15, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();
    private static readonly long RotatedEnd = new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();
    private readonly string folder;
    private readonly WorldDomain domain;
    private readonly ulong seed;
    private readonly JsonLineRows rotated;
    private readonly JsonLineRows current;
    private readonly List<(string Name, ExportTally Tally)> finished = [];
    private ParquetRows lake;
    private int parts;

    public PartnerRows(string folder, WorldDomain domain, ulong seed)
    {
        this.folder = folder;
        this.domain = domain;
        this.seed = seed;
        lake = NextPart();
        rotated = new JsonLineRows(folder, $"{domain.Name}/interactions-2026-02.jsonl.gz", domain.Items, seed, 2);
        current = new JsonLineRows(folder, $"{domain.Name}/interactions-2026-03.jsonl", domain.Items, seed, 3);
    }

    public void Add(in SampleInteraction row)
    {
        if (row.UnixSeconds >= RotatedEnd)
        {
            current.Add(row);
        }
        else if (row.UnixSeconds >= LakeEnd)
        {
            rotated.Add(row);
        }
        else
        {
            AddToLake(row);
        }
    }

    /// <summary>Closes the files; their names and tallies in order of time.</summary>
    public IReadOnlyList<(string Name, ExportTally Tally)> Finish()
    {
        Finish(lake);
        Finish(rotated);
        Finish(current);
        return finished;
    }

    public void Dispose()
    {
        lake.Dispose();
        rotated.Dispose();
        current.Dispose();
    }

    private void AddToLake(in SampleInteraction row)
    {
        if (lake.Tally.RowsWritten >= MostRowsPerPart)
        {
            Finish(lake);
            lake.Dispose();
            lake = NextPart();
        }
        lake.Add(row);
    }

    private ParquetRows NextPart()
    {
        var name = $"{domain.Name}/interactions-lake-{parts:000}.parquet";
        return new ParquetRows(folder, name, domain.Items, seed, FirstPartNumber + parts++);
    }

    private void Finish(RowFile file)
    {
        file.Finish();
        finished.Add((file.Name, file.Tally));
    }
}
