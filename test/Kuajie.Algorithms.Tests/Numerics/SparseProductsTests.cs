using CsCheck;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SparseProductsTests
{
    [Fact]
    public void MultiplyRows_AnyWidth_EqualsPlainTwin() =>
        Gen.Select(Gen.Int[0, 9].SelectMany(SparseMatrixTests.GenMatrix), Gen.Int[1, 37])
            .Sample(
                (matrix, width) =>
                {
                    // Whole numbers, so that sums are exact in any order.
                    var dense = Enumerable.Range(0, matrix.ColumnCount * width).Select(place => (float)((place * 7 % 11) - 5)).ToArray();
                    var result = Enumerable.Repeat(float.NaN, matrix.RowCount * width).ToArray();
                    SparseProducts.MultiplyRows(matrix, dense, width, result, threads: 2);
                    for (var row = 0; row < matrix.RowCount; row++)
                    {
                        for (var column = 0; column < width; column++)
                        {
                            var expected = 0f;
                            for (var entry = 0; entry < matrix.RowLength(row); entry++)
                            {
                                expected += matrix.RowValues(row)[entry] * dense[(matrix.RowColumns(row)[entry] * width) + column];
                            }
                            Assert.Equal(expected, result[(row * width) + column]);
                        }
                    }
                }
            );

    [Fact]
    public void Multiply_ManyThreads_EqualsOneThreadBitByBit()
    {
        var matrix = SharedUserNeighborsTests.Skewed(users: 3000, itemCount: 500, meanRow: 40, isWeighted: true);
        var vector = Enumerable.Range(0, 500).Select(place => MathF.Sin(place)).ToArray();
        var expected = new float[3000];
        SparseProducts.Multiply(matrix, vector, expected);
        Assert.Contains(expected, value => value != 0);
        foreach (var threads in new[] { 2, 3 })
        {
            var found = new float[3000];
            SparseProducts.Multiply(matrix, vector, found, threads);
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), found.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Multiply_WrongShapes_Throws()
    {
        var matrix = new SparseMatrix(2, 3, [0, 1, 2], [0, 2], [1, 2]);
        Assert.Throws<ArgumentException>(() => SparseProducts.Multiply(matrix, new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => SparseProducts.Multiply(matrix, new float[3], new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SparseProducts.MultiplyRows(matrix, new float[3], 0, new float[2]));
    }
}
