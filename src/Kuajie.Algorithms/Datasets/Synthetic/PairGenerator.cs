using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Datasets.Synthetic;

/// <summary>
/// Draws (user, item) pairs that look like real behaviour, for speed runs of any size: user activity is log-normal, item popularity follows a shifted
/// Zipf law, and most of what a user takes comes from one or two of a few dozen tastes, each with popular and rare items of its own. A user's pairs are
/// distinct and ascend by item; users ascend. The pairs depend on the <see cref="PairWorld"/> alone, not on threads. About 50 ns a pair and thread.
/// </summary>
public static class PairGenerator
{
    private const int ChunkUsers = 1 << 15;
    private const int BlockUsers = 256;
    private const int MostTastes = 48;
    private const double ActivityDeviation = 1.0;
    private const double MainTasteShare = 0.55;
    private const double AnyTasteShare = 0.8;
    private const int TasteDraws = 4;
    private const int PopularityDraws = 16;

    /// <summary>Share of a catalog, from the top, over which popularity is nearly flat.</summary>
    private const double HeadShare = 0.002;

    /// <summary>Generates all pairs, chunk by chunk in order of users.</summary>
    /// <param name="world">What to make.</param>
    /// <param name="threads">The most threads to use, at least 1.</param>
    /// <param name="write">Gets the next user, item, user, item, …; the memory is reused for the next chunk.</param>
    /// <param name="cancellation">Checked between blocks of users.</param>
    /// <exception cref="ArgumentException">The world has a number out of its range.</exception>
    public static void Generate(PairWorld world, int threads, Action<ReadOnlyMemory<int>> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(write);
        foreach (var (name, found, least, most) in world.Faults())
        {
            throw new ArgumentException($"Found {found} {name}; expected {least} … {most}.", nameof(world));
        }
        var counts = PairActivity.Counts(world, ActivityDeviation, threads, cancellation);
        var itemOfRank = ShuffledItems(world);
        var pairs = Array.Empty<int>();
        for (var first = 0; first < world.Users; first += ChunkUsers)
        {
            var users = Math.Min(ChunkUsers, world.Users - first);
            var offsets = Offsets(counts.AsSpan(first, users));
            pairs = pairs.Length < 2 * offsets[^1] ? new int[2 * offsets[^1]] : pairs;
            FillChunk(world, first, offsets, itemOfRank, pairs, threads, cancellation);
            write(pairs.AsMemory(0, 2 * offsets[^1]));
        }
    }

    private static int[] ShuffledItems(PairWorld world)
    {
        var items = new int[world.Items];
        for (var item = 0; item < items.Length; item++)
        {
            items[item] = item;
        }
        // Streams 0 … users − 1 belong to the users.
        SplittableRandom.Stream(world.Seed, ulong.MaxValue).Shuffle(items.AsSpan());
        return items;
    }

    private static int[] Offsets(ReadOnlySpan<int> counts)
    {
        var offsets = new int[counts.Length + 1];
        for (var user = 0; user < counts.Length; user++)
        {
            offsets[user + 1] = offsets[user] + counts[user];
        }
        return offsets;
    }

    private static void FillChunk(
        PairWorld world,
        int firstUser,
        int[] offsets,
        int[] itemOfRank,
        int[] pairs,
        int threads,
        CancellationToken cancellation
    ) =>
        RowBlocks.ForEach(
            offsets.Length - 1,
            BlockUsers,
            threads,
            () => new Draw(world, itemOfRank),
            (_, start, end, draw) =>
            {
                for (var user = start; user < end; user++)
                {
                    var items = draw.ItemsOf(firstUser + user, offsets[user + 1] - offsets[user]);
                    var place = 2 * offsets[user];
                    foreach (var item in items)
                    {
                        pairs[place++] = firstUser + user;
                        pairs[place++] = item;
                    }
                }
            },
            cancellation
        );

    /// <summary>Draws the items of one user after another; scratch of one thread.</summary>
    private sealed class Draw(PairWorld world, int[] itemOfRank)
    {
        private readonly int tastes = Math.Min(MostTastes, Math.Max(1, world.Items / 64));
        private readonly int[] lastUserOfItem = new int[world.Items];
        private readonly int[] items = new int[world.MostRowsOfUser + 1];

        public ReadOnlySpan<int> ItemsOf(int user, int count)
        {
            var random = SplittableRandom.Stream(world.Seed, (ulong)user);
            var (mainTaste, secondTaste) = (Taste(ref random), Taste(ref random));
            for (var place = 0; place < count; place++)
            {
                items[place] = NewItem(user, mainTaste, secondTaste, ref random);
            }
            items.AsSpan(0, count).Sort();
            return items.AsSpan(0, count);
        }

        private int NewItem(int user, int mainTaste, int secondTaste, ref SplittableRandom random)
        {
            for (var draw = 0; draw < PopularityDraws; draw++)
            {
                var share = draw < TasteDraws ? random.NextDouble() : 1;
                var rank =
                    share < MainTasteShare ? TasteRank(mainTaste, ref random)
                    : share < AnyTasteShare ? TasteRank(secondTaste, ref random)
                    : ZipfRank(world.Items, ref random);
                if (Take(user, itemOfRank[rank]))
                {
                    return itemOfRank[rank];
                }
            }
            // A heavy user who has all that is popular: the next item not taken yet from a uniform start.
            var item = random.NextInteger(world.Items);
            while (!Take(user, item))
            {
                item = item + 1 == world.Items ? 0 : item + 1;
            }
            return item;
        }

        private bool Take(int user, int item)
        {
            var isNew = lastUserOfItem[item] != user + 1;
            lastUserOfItem[item] = user + 1;
            return isNew;
        }

        /// <summary>Some tastes are more common than others.</summary>
        private int Taste(ref SplittableRandom random) => (int)(tastes * random.NextDouble() * Math.Sqrt(random.NextDouble()));

        /// <summary>Ranks are dealt to the tastes in turn, so that each has popular and rare items.</summary>
        private int TasteRank(int taste, ref SplittableRandom random) =>
            (ZipfRank(((world.Items - 1 - taste) / tastes) + 1, ref random) * tastes) + taste;

        /// <summary>A rank 0 … count − 1 with density 1 / (rank + head): the closed-form inverse of the shifted Zipf law with exponent 1.</summary>
        private static int ZipfRank(int count, ref SplittableRandom random)
        {
            var head = 1 + (HeadShare * count);
            var rank = (head * Math.Pow((count + head) / head, random.NextDouble())) - head;
            return Math.Clamp((int)rank, 0, count - 1);
        }
    }
}
