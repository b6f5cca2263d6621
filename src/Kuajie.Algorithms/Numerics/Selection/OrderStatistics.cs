using System.Numerics;

namespace Kuajie.Algorithms.Numerics.Selection;

/// <summary>Finds single ranks without sorting.</summary>
internal static class OrderStatistics
{
    private const int SortedLength = 16;
    private const int MostRounds = 64;

    /// <summary>
    /// The <paramref name="rank"/>-th largest value, 1 … length, by quickselect with a branch-free partition; a sort where pivots are unlucky. O(length) expected;
    /// reorders the values.
    /// </summary>
    public static T Largest<T>(Span<T> values, int rank)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        for (var rounds = 0; values.Length > SortedLength && rounds < MostRounds; rounds++)
        {
            var pivot = MedianOfThree(values[0], values[values.Length / 2], values[^1]);
            var larger = Partition(values, pivot);
            if (larger >= rank)
            {
                values = values[..larger];
                continue;
            }
            rank -= larger;
            values = values[larger..];
            var equal = PartitionEqual(values, pivot);
            if (equal >= rank)
            {
                return pivot;
            }
            rank -= equal;
            values = values[equal..];
        }
        values.Sort();
        return values[^rank];
    }

    /// <summary>Moves the values above the pivot to the front and returns how many there are.</summary>
    private static int Partition<T>(Span<T> values, T pivot)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var larger = 0;
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            values[place] = values[larger];
            values[larger] = value;
            larger += value > pivot ? 1 : 0;
        }
        return larger;
    }

    private static int PartitionEqual<T>(Span<T> values, T pivot)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var equal = 0;
        for (var place = 0; place < values.Length; place++)
        {
            var value = values[place];
            values[place] = values[equal];
            values[equal] = value;
            equal += value >= pivot ? 1 : 0;
        }
        return equal;
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return c < low ? low
            : c > high ? high
            : c;
    }
}
