namespace Kuajie.Algorithms.Numerics.Sampling;

/// <summary>
/// A seeded generator that gives the same numbers on every machine and can be split into independent streams by index, so that work cut among
/// threads draws the same numbers however it is cut. SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Not for secrets.
/// </summary>
public struct SplittableRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <summary>Starts the stream of a seed.</summary>
    public SplittableRandom(ulong seed) => state = seed;

    /// <summary>The independent stream number <paramref name="stream"/> of a seed.</summary>
    public static SplittableRandom Stream(ulong seed, ulong stream) => new(Mix(Mix(seed + GoldenGamma) ^ Mix((stream * GoldenGamma) + 1)));

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        state += GoldenGamma;
        return Mix(state);
    }

    /// <summary>A uniform integer 0 … exclusiveMaximum − 1 without bias (Lemire 2019).</summary>
    public int NextInteger(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        var range = (ulong)exclusiveMaximum;
        var high = Math.BigMul(NextBits(), range, out ulong low);
        if (low < range)
        {
            var threshold = unchecked(0UL - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), range, out low);
            }
        }
        return (int)high;
    }

    /// <summary>A uniform number in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        while (true)
        {
            var x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }

    /// <summary>Puts the elements in uniformly random order (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> elements)
    {
        for (var last = elements.Length - 1; last > 0; last--)
        {
            var other = NextInteger(last + 1);
            (elements[last], elements[other]) = (elements[other], elements[last]);
        }
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
