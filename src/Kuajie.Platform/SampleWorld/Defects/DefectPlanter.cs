namespace Kuajie.Platform.SampleWorld.Defects;

/// <summary>
/// Puts defects and copies among the good rows of one file and counts them. A row has exactly one defect, so the counts do not depend on the order in
/// which an importer checks its rules; every reason the file can show occurs at least twice.
/// </summary>
public sealed class DefectPlanter
{
    private const double DefectShare = 0.012;
    private const double DuplicateShare = 0.006;
    private const int MostRowsUntilCopy = 60;
    private const int FewestOfEach = 2;
    private readonly IReadOnlyList<DefectReason> reasons;
    private readonly Action<ExportRow> write;
    private readonly Draws draws;
    private readonly PriorityQueue<SampleInteraction, long> copies = new();
    private readonly List<SampleInteraction> recent = [];

    /// <summary>Begins a file.</summary>
    /// <param name="seed">The world's seed.</param>
    /// <param name="file">Number of the file, so that files differ.</param>
    /// <param name="reasons">The defects this kind of file can hold.</param>
    /// <param name="write">Writes a row to the file.</param>
    public DefectPlanter(ulong seed, int file, IReadOnlyList<DefectReason> reasons, Action<ExportRow> write)
    {
        this.reasons = reasons;
        this.write = write;
        draws = new Draws(seed ^ 0x646566656374UL, (ulong)file);
    }

    /// <summary>What was written so far.</summary>
    public ExportTally Tally { get; } = new();

    /// <summary>Writes a good row and, now and then, a defect or a copy.</summary>
    public void Add(SampleInteraction row)
    {
        while (copies.TryPeek(out _, out var due) && due <= Tally.RowsWritten)
        {
            Copy(copies.Dequeue());
        }
        Remember(row);
        Tally.Good();
        write(new ExportRow(row, null, 0));
        if (draws.Chance(DuplicateShare))
        {
            copies.Enqueue(row, Tally.RowsWritten + draws.Between(0, MostRowsUntilCopy));
        }
        if (draws.Chance(DefectShare))
        {
            Spoil(row, draws.Pick(reasons));
        }
    }

    /// <summary>Writes the copies still due and tops every defect up to its least number. Does nothing for a file without rows.</summary>
    public void Finish()
    {
        while (copies.TryDequeue(out var row, out _))
        {
            Copy(row);
        }
        if (recent.Count == 0)
        {
            return;
        }
        foreach (var reason in reasons)
        {
            while (Tally.RejectedByReason.GetValueOrDefault(reason) < FewestOfEach)
            {
                Spoil(draws.Pick(recent), reason);
            }
        }
        while (Tally.DuplicateRows < FewestOfEach)
        {
            Copy(draws.Pick(recent));
        }
    }

    private void Remember(SampleInteraction row)
    {
        if (recent.Count < MostRowsUntilCopy)
        {
            recent.Add(row);
        }
    }

    private void Copy(SampleInteraction row)
    {
        Tally.Duplicate();
        write(new ExportRow(row, null, 0));
    }

    private void Spoil(SampleInteraction row, DefectReason reason)
    {
        Tally.Rejected(reason);
        write(new ExportRow(row, reason, draws.Between(0, 999)));
    }
}
