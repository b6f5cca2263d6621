using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// The Gram matrix of many rows. Rows are cut into parts that depend on the shape alone; each part is summed by one thread, the parts are added in
/// order.
/// </summary>
internal static class GramMatrix
{
    private const int MostParts = 64;
    private const int MostPartNumbers = MostParts * 256 * 256;
    private const int SingleRows = 4096;

    /// <summary>FᵀF, both triangles.</summary>
    public static float[] Of(SimdLevel level, ReadOnlyMemory<float> factors, int order, int threads, CancellationToken cancellation)
    {
        var rowCount = factors.Length / order;
        var mostParts = (int)Math.Clamp(MostPartNumbers / ((long)order * order), 1, MostParts);
        var partRows = Math.Max(SingleRows, Panels.Count(Panels.Count(rowCount, mostParts), SingleRows) * SingleRows);
        var parts = new double[Panels.Count(rowCount, partRows)][];
        var scratch = new Scratch?[Math.Max(1, threads)];
        WorkItems.ForEach(
            parts.Length,
            threads,
            (part, worker) =>
            {
                var first = part * partRows;
                var rows = factors.Slice(first * order, Math.Min(partRows, rowCount - first) * order);
                parts[part] = OfPart(level, rows, order, scratch[worker] ??= new Scratch(order));
            },
            cancellation
        );
        return SumAndMirror(parts, order);
    }

    private static double[] OfPart(SimdLevel level, ReadOnlyMemory<float> factors, int order, Scratch scratch)
    {
        var sum = new double[order * order];
        var rowCount = factors.Length / order;
        var (stride, most) = (OuterProducts.RowStride(order), OuterProducts.Depth(order));
        for (var first = 0; first < rowCount; first += SingleRows)
        {
            var end = Math.Min(first + SingleRows, rowCount);
            for (var row = first; row < end; row += most)
            {
                var depth = Math.Min(most, end - row);
                for (var k = 0; k < depth; k++)
                {
                    factors.Span.Slice((row + k) * order, order).CopyTo(scratch.Rows.Span[(k * stride)..]);
                }
                BlockedProduct.MultiplyUpper(
                    level,
                    ref scratch.Rows.First,
                    ref scratch.Rows.First,
                    stride,
                    order,
                    depth,
                    ref scratch.Single[0],
                    row == first ? ProductMode.Set : ProductMode.Add
                );
            }
            AddUpper(scratch.Single, sum, order);
        }
        return sum;
    }

    private static void AddUpper(float[] single, double[] sum, int order)
    {
        for (var row = 0; row < order; row++)
        {
            for (var place = (row * order) + row; place < (row + 1) * order; place++)
            {
                sum[place] += single[place];
            }
        }
    }

    private static float[] SumAndMirror(double[][] parts, int order)
    {
        var gram = new float[order * order];
        for (var row = 0; row < order; row++)
        {
            for (var column = row; column < order; column++)
            {
                var sum = 0.0;
                foreach (var part in parts)
                {
                    sum += part[(row * order) + column];
                }
                gram[(row * order) + column] = gram[(column * order) + row] = (float)sum;
            }
        }
        return gram;
    }

    private sealed class Scratch(int order)
    {
        public AlignedFloats Rows { get; } = new(OuterProducts.RowStride(order) * OuterProducts.Depth(order));

        public float[] Single { get; } = new float[order * order];
    }
}
