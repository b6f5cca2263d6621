using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Platform.SampleWorld;

/// <summary>One independent stream of random draws with the distributions the world needs. Not for several threads.</summary>
internal sealed class Draws(ulong seed, ulong stream)
{
    private SplittableRandom random = SplittableRandom.Stream(seed, stream);

    public double Uniform() => random.NextDouble();

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>A uniform integer, both ends included.</summary>
    public int Between(int least, int most) => least + random.NextInteger(most - least + 1);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.NextInteger(from.Count)];

    public void Shuffle<T>(Span<T> elements) => random.Shuffle(elements);

    /// <summary>Median · exp(spread · N(0,1)).</summary>
    public double LogNormal(double median, double spread) => median * Math.Exp(spread * random.NextNormal());

    public double Normal() => random.NextNormal();

    /// <summary>A gamma draw of unit scale (Marsaglia and Tsang 2000, with their boost for shapes below one).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        }
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = 1 + (c * x);
            v *= v * v;
            if (v > 0 && Math.Log(Math.Max(random.NextDouble(), double.Epsilon)) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>The place whose running total first exceeds a uniform share of the last total.</summary>
    public int PickCumulative(double[] cumulative)
    {
        var place = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        place = place < 0 ? ~place : place + 1;
        return Math.Min(place, cumulative.Length - 1);
    }
}
