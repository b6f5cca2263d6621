using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// Finds test rows that another domain gives away: the positive has a <em>twin</em> — an item of another domain with nearly the same users, most likely the
/// same product under a second id — among the user's training rows there. Twin: cosine of the two user sets at least 0.7 with at least 3 shared users,
/// where the test user counts as a user of the positive.
/// </summary>
public static class TwinRows
{
    /// <summary>Least cosine of two twins' user sets.</summary>
    public const double LeastCosine = 0.7;

    /// <summary>Least number of users two twins share.</summary>
    public const int LeastSharedUsers = 3;

    /// <summary>Whether each row has a twin. O(rows · user's other rows · users per item).</summary>
    public static bool[] Find(InteractionDataset training, int targetDomain, IReadOnlyList<HeldOutRow> rows)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(rows);
        var usersOfItems = training.Domains.Select(domain => domain.Interactions.Transpose()).ToArray();
        var hasTwin = new bool[rows.Count];
        for (var row = 0; row < rows.Count; row++)
        {
            var audience = WithUser(usersOfItems[targetDomain].RowColumns(rows[row].Item), rows[row].User);
            for (var other = 0; other < training.Domains.Count && !hasTwin[row]; other++)
            {
                if (other != targetDomain)
                {
                    foreach (var item in training.Domains[other].Interactions.RowColumns(rows[row].User))
                    {
                        hasTwin[row] |= AreTwins(audience, usersOfItems[other].RowColumns(item));
                    }
                }
            }
        }
        return hasTwin;
    }

    private static bool AreTwins(int[] first, ReadOnlySpan<int> second)
    {
        var shared = Metrics.SetOverlap.Count(first, second);
        return shared >= LeastSharedUsers && shared / Math.Sqrt((double)first.Length * second.Length) >= LeastCosine;
    }

    private static int[] WithUser(ReadOnlySpan<int> users, int user)
    {
        var place = users.BinarySearch(user);
        return place >= 0 ? [.. users] : [.. users[..~place], user, .. users[~place..]];
    }
}
