using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Finds test rows that another domain gives away: the positive has a <em>twin</em> — an item of another domain with nearly the same users, most likely the
/// same product under a second id — among the user's training rows there. Twin: by <see cref="TwinRule.Default"/> over all users of either item,
/// where the test user counts as a user of the positive.
/// </summary>
public static class TwinRows
{
    /// <summary>Whether each row has a twin. O(rows · users per item · user's other rows).</summary>
    public static bool[] Find(InteractionDataset training, int targetDomain, IReadOnlyList<HeldOutRow> rows)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(rows);
        var usersOfItems = training.Domains[targetDomain].Interactions.Transpose();
        var hasTwin = new bool[rows.Count];
        for (var other = 0; other < training.Domains.Count; other++)
        {
            if (other == targetDomain)
            {
                continue;
            }
            var interactions = training.Domains[other].Interactions;
            var overlap = new AudienceOverlap(interactions);
            for (var row = 0; row < rows.Count; row++)
            {
                var audience = WithUser(usersOfItems.RowColumns(rows[row].Item), rows[row].User);
                overlap.Count(audience);
                foreach (var item in interactions.RowColumns(rows[row].User))
                {
                    hasTwin[row] |= TwinRule.Default.AreTwins(overlap.SharedWith(item), overlap.UsersOf(item), audience.Length);
                }
            }
        }
        return hasTwin;
    }

    private static int[] WithUser(ReadOnlySpan<int> users, int user)
    {
        var place = users.BinarySearch(user);
        return place >= 0 ? [.. users] : [.. users[..~place], user, .. users[~place..]];
    }
}
