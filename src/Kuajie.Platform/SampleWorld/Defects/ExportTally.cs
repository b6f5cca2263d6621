namespace Kuajie.Platform.SampleWorld.Defects;

/// <summary>What was written to a file, and what an importer must find in it.</summary>
public sealed class ExportTally
{
    private readonly SortedDictionary<DefectReason, long> rejected = [];

    /// <summary>Rows in the file.</summary>
    public long RowsWritten { get; private set; }

    /// <summary>Rows without defect that are not copies.</summary>
    public long RowsGood { get; private set; }

    /// <summary>Exact copies of good rows.</summary>
    public long DuplicateRows { get; private set; }

    /// <summary>Rows with a defect.</summary>
    public long RowsRejected => rejected.Values.Sum();

    /// <summary>Rows with each defect.</summary>
    public IReadOnlyDictionary<DefectReason, long> RejectedByReason => rejected;

    internal void Good() => (RowsWritten, RowsGood) = (RowsWritten + 1, RowsGood + 1);

    internal void Duplicate() => (RowsWritten, DuplicateRows) = (RowsWritten + 1, DuplicateRows + 1);

    internal void Rejected(DefectReason reason)
    {
        RowsWritten++;
        rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
    }

    /// <summary>The sum over several files.</summary>
    public static ExportTally Sum(IEnumerable<ExportTally> tallies)
    {
        var sum = new ExportTally();
        foreach (var tally in tallies)
        {
            sum.RowsWritten += tally.RowsWritten;
            sum.RowsGood += tally.RowsGood;
            sum.DuplicateRows += tally.DuplicateRows;
            foreach (var (reason, count) in tally.rejected)
            {
                sum.rejected[reason] = sum.rejected.GetValueOrDefault(reason) + count;
            }
        }
        return sum;
    }
}
