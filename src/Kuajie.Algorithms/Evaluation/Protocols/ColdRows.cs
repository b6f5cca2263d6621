using Kuajie.Algorithms.Datasets.Splits;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>Which held-out rows stand in for cold users once their target history is hidden.</summary>
internal static class ColdRows
{
    /// <summary>Most such rows.</summary>
    public const int Most = 1500;

    /// <summary>Evenly spread rows of linked users; where there are none, of any users: a cold user without links is then what is looked at.</summary>
    public static HeldOutRow[] Of(CandidateLists natural)
    {
        var warm = Enumerable.Range(0, natural.Rows.Count).Where(row => natural.Segments[row].TargetRows > 0).ToArray();
        var linked = Array.FindAll(warm, row => natural.Segments[row].IsLinked);
        var rows = linked.Length > 0 ? linked : warm;
        var step = Math.Max(1, (rows.Length + Most - 1) / Most);
        return [.. rows.Where((_, place) => place % step == 0).Select(row => natural.Rows[row])];
    }
}
