using Kuajie.Marketing.Partners;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Partners;

/// <summary>Candidates and which of them compete.</summary>
/// <param name="Candidates">The candidates.</param>
/// <param name="Competing">Groups of names of which at most one may be chosen.</param>
public sealed record CandidateList(IReadOnlyList<PartnerCandidate> Candidates, IReadOnlyList<IReadOnlyList<string>> Competing);

/// <summary>Reads candidates and ties from tables.</summary>
public static class CandidateTable
{
    private static readonly string[] Quarters = ["q1", "q2", "q3", "q4"];

    /// <summary>Reads candidates. Competing brands share a label in the column <c>competes</c>; several labels are separated by semicolons.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static CandidateList Read(Table table, string currency)
    {
        var faults = new InputFaults();
        var reading = new TableReading(table, PartnerColumns.Candidates, faults);
        var groups = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var candidates = new List<PartnerCandidate>();
        foreach (var row in reading.Rows)
        {
            var candidate = Candidate(row, currency);
            candidates.Add(candidate);
            foreach (
                var label in (row.TextOrNone("competes") ?? "").Split(
                    [';', '；'],
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                )
            )
            {
                groups.TryAdd(label, []);
                groups[label].Add(candidate.Name);
            }
        }
        faults.ThrowIfAny();
        return new CandidateList(candidates, [.. groups.Values.Where(group => group.Count > 1)]);
    }

    /// <summary>Reads ties. A loss makes no tie and is written as 0.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<PartnerTie> ReadTies(Table table, string currency)
    {
        var faults = new InputFaults();
        var ties = new TableReading(table, PartnerColumns.Ties, faults)
            .Rows.Select(row => new PartnerTie(row.Text("first"), row.Text("second"), row.Amount("profit", currency)))
            .ToArray();
        faults.ThrowIfAny();
        return ties;
    }

    private static PartnerCandidate Candidate(TableRowReading row, string currency)
    {
        var largest = row.ShareOrNone("largest_share") ?? 1;
        return new PartnerCandidate(
            row.Text("partner"),
            row.Text("field"),
            row.Amount("revenue", currency),
            row.AmountOrNone("fee", currency) ?? 0,
            row.AmountOrNone("price", currency) ?? 0
        )
        {
            LeastShareBasisPoints = BasisPoints(row.ShareOrNone("least_share") ?? 0),
            LargestShareBasisPoints = BasisPoints(largest),
            IsRequired = row.Flag("required"),
            QuarterWork = [.. Quarters.Select(quarter => (int)Math.Min(row.CountOrNone(quarter) ?? 0, 1_000_000_000))],
        };
    }

    private static int BasisPoints(double share) => (int)Math.Round(share * PartnerCandidate.FullShare);
}
