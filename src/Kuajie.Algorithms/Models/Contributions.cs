namespace Kuajie.Algorithms.Models;

/// <summary>Orders contributions.</summary>
internal static class Contributions
{
    /// <summary>The largest contributions first; equal amounts by domain, then item.</summary>
    public static IReadOnlyList<Contribution> Largest(List<Contribution> contributions, int most)
    {
        contributions.Sort(
            static (a, b) =>
                a.Amount != b.Amount ? b.Amount.CompareTo(a.Amount)
                : a.Domain != b.Domain ? a.Domain.CompareTo(b.Domain)
                : a.Item.CompareTo(b.Item)
        );
        return contributions.Count <= most ? contributions : contributions.GetRange(0, most);
    }
}
