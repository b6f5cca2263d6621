using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Delivery;

/// <summary>Who came to a placement, and on how many of the last days.</summary>
/// <param name="Days">Days that were looked at, at least 1.</param>
/// <param name="AsksOfUsers">For each user who came at all: how often the placement was to be filled for the user, on each day with any; shape users × 1 … <paramref name="Days"/>, each 1 or more.</param>
public sealed record VisitTable(int Days, IReadOnlyList<IReadOnlyList<int>> AsksOfUsers)
{
    /// <summary>Days without which nothing is said of reach.</summary>
    public const int LeastDays = 7;

    /// <summary>Asks of all users in a day, in the mean.</summary>
    internal double AsksADay => AsksOfUsers.Sum(user => user.Sum(asks => (double)asks)) / Days;

    internal IEnumerable<InputFault> Faults() =>
        Days < 1 || AsksOfUsers.Any(user => user.Count == 0 || user.Count > Days || user.Any(asks => asks < 1))
            ? [new InputFault("Visits", "visits", $"{AsksOfUsers.Count} / {Days}")]
            : [];
}
