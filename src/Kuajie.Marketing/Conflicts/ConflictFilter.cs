namespace Kuajie.Marketing.Conflicts;

/// <summary>
/// Finds why a set of limits cannot all hold: an irreducible conflicting set, of which no member can be left out without the rest becoming possible.
/// Deletion filter of Chinneck and Dravnieks, "Locating minimal infeasible constraint sets in linear programs", ORSA Journal on Computing 3(2), 1991.
/// </summary>
public static class ConflictFilter
{
    /// <summary>
    /// Leaves limits out one by one, last first, and keeps those without which the rest would be possible. Put first what should rather be named.
    /// n + 1 questions for n limits.
    /// </summary>
    /// <param name="limits">The limits.</param>
    /// <param name="isPossible">Whether these limits can all hold; must stay possible when limits are taken away.</param>
    /// <returns>The conflicting limits in the order given; empty where all can hold, or where even none can.</returns>
    public static IReadOnlyList<T> Irreducible<T>(IReadOnlyList<T> limits, Func<IReadOnlyList<T>, bool> isPossible)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(isPossible);
        if (isPossible(limits))
        {
            return [];
        }
        var kept = limits.ToList();
        for (var place = kept.Count - 1; place >= 0; place--)
        {
            var limit = kept[place];
            kept.RemoveAt(place);
            if (isPossible(kept))
            {
                kept.Insert(place, limit);
            }
        }
        return kept;
    }
}
