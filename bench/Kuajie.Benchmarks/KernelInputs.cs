using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Benchmarks;

/// <summary>Seeded inputs of the kernel benchmarks.</summary>
internal static class KernelInputs
{
    /// <summary>Independent standard normals.</summary>
    public static float[] Normals(int count, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)random.NextNormal();
        }
        return values;
    }

    /// <summary>A well-conditioned symmetric positive definite matrix.</summary>
    public static float[] Spd(int order)
    {
        var matrix = new float[order * order];
        for (var place = 0; place < matrix.Length; place++)
        {
            var distance = Math.Abs((place / order) - (place % order));
            matrix[place] = distance == 0 ? 10 : 1f / (1 + distance);
        }
        return matrix;
    }
}
