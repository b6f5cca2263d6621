using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>Centres of neighbourhoods by spherical k-means (Dhillon and Modha, Machine Learning 2001), seeded, in a fixed order.</summary>
internal static class FactorCenters
{
    /// <summary>Least users for each centre: a centre is a mean of many and says nothing about one.</summary>
    public const int LeastUsers = 20;

    private const int Rounds = 12;

    /// <summary>Unit centres, shape at most neighbourhoods × rank; fewer where there are too few users. O(rounds · users · neighbourhoods · rank).</summary>
    public static float[] Find(float[] factors, int rank, int neighborhoods, ulong seed)
    {
        var users = factors.Length / rank;
        var count = Math.Min(neighborhoods, users / LeastUsers);
        var centers = new float[count * rank];
        if (count == 0)
        {
            return centers;
        }
        var order = Enumerable.Range(0, users).ToArray();
        var random = SplittableRandom.Stream(seed, 0xCE27E5);
        random.Shuffle<int>(order);
        for (var center = 0; center < count; center++)
        {
            factors.AsSpan(order[center] * rank, rank).CopyTo(centers.AsSpan(center * rank));
            Normalize(centers.AsSpan(center * rank, rank));
        }
        var sizes = new int[count];
        for (var round = 0; round < Rounds; round++)
        {
            centers = Next(factors, rank, centers, sizes);
        }
        return
        [
            .. Enumerable
                .Range(0, count)
                .Where(center => sizes[center] >= LeastUsers)
                .SelectMany(center => centers.AsSpan(center * rank, rank).ToArray()),
        ];
    }

    private static float[] Next(float[] factors, int rank, float[] centers, int[] sizes)
    {
        var sums = new float[centers.Length];
        Array.Clear(sizes);
        for (var user = 0; user < factors.Length / rank; user++)
        {
            var factor = factors.AsSpan(user * rank, rank);
            var norm = TensorPrimitives.Norm<float>(factor);
            if (norm == 0)
            {
                continue;
            }
            var nearest = Nearest(centers, factor);
            sizes[nearest]++;
            var sum = sums.AsSpan(nearest * rank, rank);
            TensorPrimitives.MultiplyAdd(factor, 1 / norm, sum, sum);
        }
        for (var center = 0; center < sizes.Length; center++)
        {
            Normalize(sums.AsSpan(center * rank, rank));
        }
        return sums;
    }

    private static int Nearest(float[] centers, ReadOnlySpan<float> factor)
    {
        var (best, nearest) = (float.NegativeInfinity, 0);
        for (var center = 0; center < centers.Length / factor.Length; center++)
        {
            var cosine = TensorPrimitives.Dot(centers.AsSpan(center * factor.Length, factor.Length), factor);
            if (cosine > best)
            {
                (best, nearest) = (cosine, center);
            }
        }
        return nearest;
    }

    private static void Normalize(Span<float> vector)
    {
        var norm = TensorPrimitives.Norm<float>(vector);
        if (norm > 0)
        {
            TensorPrimitives.Divide(vector, norm, vector);
        }
    }
}
