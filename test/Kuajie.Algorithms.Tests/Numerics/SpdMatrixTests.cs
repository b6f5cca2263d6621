using CsCheck;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SpdMatrixTests
{
    [Fact]
    public void Invert_TwoByTwo_EqualsHandCalculation()
    {
        // [4 2; 2 3]⁻¹ = [3 −2; −2 4] / 8. What stands above the diagonal is not read.
        float[] matrix = [4, 99, 2, 3];
        Assert.Equal(0, SpdMatrix.Invert(matrix, 2));
        float[] expected = [0.375f, -0.25f, -0.25f, 0.5f];
        for (var place = 0; place < 4; place++)
        {
            Assert.Equal(expected[place], matrix[place], 1e-6);
        }
    }

    [Fact]
    public void Factor_TwoByTwo_EqualsHandCalculation()
    {
        // [4 2; 2 5] = L·Lᵀ with L = [2 0; 1 2].
        float[] matrix = [4, 99, 2, 5];
        Assert.Equal(0, SpdMatrix.Factor(matrix, 2));
        Assert.Equal([2f, 1f, 2f], [matrix[0], matrix[2], matrix[3]]);
    }

    [Fact]
    public void Invert_OddOrders_TimesTheMatrixIsIdentity() =>
        Gen.Select(Gen.Int[0, 40], Gen.ULong).Sample((order, seed) => AssertInverse(order, seed), iter: 60);

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(530)]
    public void Invert_AboutBlockOrders_TimesTheMatrixIsIdentity(int order) => AssertInverse(order, 5);

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(256)]
    [InlineData(530)]
    public void Factor_TimesItsTranspose_IsTheMatrixAtEveryLevelBitByBit(int order)
    {
        var matrix = DenseTwins.Spd(order, 5);
        float[]? first = null;
        foreach (var level in SimdLevels.Supported)
        {
            var factor = matrix.ToArray();
            Assert.Equal(0, SpdMatrix.Factor(level, factor, order, 2, null, CancellationToken.None));
            DenseTwins.ClearAboveDiagonal(factor, order);
            first ??= factor;
            Assert.Equal(first, factor);
        }
        var product = DenseTwins.Product(first!, DenseTwins.Transposed(first!, order, order), order, order, order);
        for (var place = 0; place < product.Length; place++)
        {
            Assert.Equal(matrix[place], product[place], 1e-4 * order);
        }
    }

    [Fact]
    public void Invert_AnyThreadsAndLevels_GivesTheSameBits()
    {
        var matrix = DenseTwins.Spd(301, 9);
        var expected = matrix.ToArray();
        SpdMatrix.Invert(expected, 301);
        foreach (var level in SimdLevels.Supported)
        {
            for (var threads = 1; threads <= 3; threads++)
            {
                var found = matrix.ToArray();
                SpdMatrix.Invert(level, found, 301, threads, null, CancellationToken.None);
                Assert.Equal(expected, found);
            }
        }
    }

    [Fact]
    public void Invert_CoOccurrences_IsAsExactAsSolvingByCholesky()
    {
        // Users × items of zeros and ones with popular items first, plus a ridge: what linear item models invert.
        const int order = 150;
        var random = new SplittableRandom(5);
        float[] seen = [.. Enumerable.Range(0, 2_000 * order).Select(place => random.NextDouble() < 0.6 / (1 + (place % order)) ? 1f : 0)];
        var matrix = SymmetricMatrix.Gram(seen, order);
        for (var row = 0; row < order; row++)
        {
            matrix[row * (order + 1)] += 1;
        }
        var plain = new double[order, order];
        Buffer.BlockCopy(Array.ConvertAll(matrix, value => (double)value), 0, plain, 0, order * order * sizeof(double));
        var (inverse, factor) = (matrix.ToArray(), matrix.ToArray());
        SpdMatrix.Invert(inverse, order);
        Cholesky.Factor(factor, order);
        var (error, choleskyError) = (0.0, 0.0);
        for (var column = 0; column < order; column += 10)
        {
            var unit = new double[order];
            unit[column] = 1;
            var expected = DenseTwins.Solve(plain, unit);
            var solved = Array.ConvertAll(unit, value => (float)value);
            Cholesky.Solve(factor, order, solved);
            for (var row = 0; row < order; row++)
            {
                error = Math.Max(error, Math.Abs(inverse[(row * order) + column] - expected[row]));
                choleskyError = Math.Max(choleskyError, Math.Abs(solved[row] - expected[row]));
            }
        }
        Assert.InRange(error, 0, (2 * choleskyError) + 1e-7);
    }

    [Fact]
    public void Invert_Result_IsSymmetric()
    {
        var matrix = DenseTwins.Spd(300, 2);
        SpdMatrix.Invert(matrix, 300, 2);
        Assert.Equal(matrix, DenseTwins.Transposed(matrix, 300, 300));
    }

    [Fact]
    public void Invert_SingularMatrix_RaisesPivotsAndStaysFinite()
    {
        var matrix = Enumerable.Repeat(1f, 9).ToArray();
        Assert.Equal(2, SpdMatrix.Invert(matrix, 3));
        Assert.All(matrix, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Invert_Progress_RisesToOne()
    {
        var seen = new List<double>();
        SpdMatrix.Invert(DenseTwins.Spd(600, 1), 600, 1, new Recorder(seen));
        Assert.Equal(3, seen.Count);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(1, seen[^1]);
    }

    [Fact]
    public void Invert_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() =>
            SpdMatrix.Invert(DenseTwins.Spd(4, 1), 4, 1, null, new CancellationToken(canceled: true))
        );

    [Fact]
    public void Invert_WrongShape_SaysWhatWasFound()
    {
        var fault = Assert.Throws<ArgumentException>(() => SpdMatrix.Invert(new float[8], 3));
        Assert.Equal("Found a matrix of 8 numbers; expected 3 × 3. (Parameter 'order')", fault.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SpdMatrix.Invert(Memory<float>.Empty, SpdMatrix.MostOrder + 1));
    }

    [Fact]
    public void InverseBytes_ThirtyThousand_IsTheMatrixAndLittleMore()
    {
        Assert.Equal(0, SpdMatrix.InverseBytes(0) >> 23);
        var bytes = SpdMatrix.InverseBytes(30_000, 2);
        Assert.InRange(bytes, 4L * 30_000 * 30_000, 4L * 30_000 * 30_000 * 21 / 20);
    }

    [Fact]
    public void InverseBytes_CoversWhatIsAllocated()
    {
        var matrix = DenseTwins.Spd(700, 1);
        SpdMatrix.Invert(DenseTwins.Spd(30, 1), 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SpdMatrix.Invert(matrix, 700);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before + (4L * 700 * 700);
        Assert.InRange(allocated, 0, SpdMatrix.InverseBytes(700) + 65_536);
    }

    private static void AssertInverse(int order, ulong seed)
    {
        var matrix = DenseTwins.Spd(order, seed);
        var inverse = matrix.ToArray();
        Assert.Equal(0, SpdMatrix.Invert(inverse, order, 2));
        var product = DenseTwins.Product(matrix, inverse, order, order, order);
        for (var place = 0; place < product.Length; place++)
        {
            Assert.Equal(place % (order + 1) == 0 ? 1 : 0, product[place], 2e-4);
        }
    }

    private sealed class Recorder(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
