using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Datasets.Synthetic;

/// <summary>How many pairs each user of a <see cref="PairWorld"/> has: log-normal, at least one, exactly the wanted number in all.</summary>
internal static class PairActivity
{
    private const int BlockUsers = 4096;
    private const int Halvings = 60;

    /// <summary>Shape users. O(60 · users).</summary>
    public static int[] Counts(PairWorld world, double deviation, int threads, CancellationToken cancellation)
    {
        var activity = Draw(world, deviation, threads, cancellation);
        var most = (double)world.MostRowsOfUser;
        var (low, high) = (0.0, most / activity.Min());
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Total(activity, middle, most) > world.Rows ? (low, middle) : (middle, high);
        }
        return Round(activity, low, most, world.Rows);
    }

    private static double[] Draw(PairWorld world, double deviation, int threads, CancellationToken cancellation)
    {
        var activity = new double[world.Users];
        RowBlocks.ForEach(
            world.Users,
            BlockUsers,
            threads,
            () => 0,
            (_, start, end, _) =>
            {
                for (var user = start; user < end; user++)
                {
                    // A stream apart from the one the user's items are drawn from.
                    var random = SplittableRandom.Stream(~world.Seed, (ulong)user);
                    activity[user] = Math.Exp(deviation * random.NextNormal());
                }
            },
            cancellation
        );
        return activity;
    }

    private static double Total(double[] activity, double scale, double most)
    {
        var total = 0.0;
        foreach (var value in activity)
        {
            total += Math.Clamp(value * scale, 1, most);
        }
        return total;
    }

    /// <summary>Rounds down and carries the rest on; what is left at the end goes to the first users with room.</summary>
    private static int[] Round(double[] activity, double scale, double most, int rows)
    {
        var counts = new int[activity.Length];
        var (carry, left) = (0.0, rows);
        for (var user = 0; user < counts.Length; user++)
        {
            var exact = Math.Clamp(activity[user] * scale, 1, most) + carry;
            counts[user] = Math.Clamp((int)exact, 1, (int)most);
            carry = exact - counts[user];
            left -= counts[user];
        }
        for (var user = 0; left != 0; user = user + 1 == counts.Length ? 0 : user + 1)
        {
            var step = Math.Sign(left);
            if (counts[user] + step >= 1 && counts[user] + step <= (int)most)
            {
                counts[user] += step;
                left -= step;
            }
        }
        return counts;
    }
}
