using CsCheck;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SparseMatrixTests
{
    /// <summary>Matrices with small whole values, so that sums are exact in any order; about half of the places are empty.</summary>
    internal static Gen<SparseMatrix> GenMatrix(int rows) =>
        Gen.Int[0, 8].SelectMany(columns => Gen.Int[-3, 3].Array[rows * columns].Select(values => FromDense(rows, columns, values)));

    [Fact]
    public void Transpose_AnyMatrix_SwapsEveryEntry() =>
        Gen.Int[0, 9]
            .SelectMany(GenMatrix)
            .Sample(matrix =>
            {
                var transposed = matrix.Transpose();
                Assert.Equal((matrix.ColumnCount, matrix.RowCount), (transposed.RowCount, transposed.ColumnCount));
                Assert.Equal(
                    Entries(matrix).OrderBy(e => e.Column).ThenBy(e => e.Row),
                    Entries(transposed).Select(e => (e.Column, e.Row, e.Value))
                );
            });

    [Fact]
    public void Transpose_ManyThreads_EqualsOneThread()
    {
        var matrix = SharedUserNeighborsTests.Skewed(users: 6000, itemCount: 900, meanRow: 60, isWeighted: true);
        Assert.True(matrix.EntryCount > 200_000);
        var expected = matrix.Transpose();
        foreach (var threads in new[] { 2, 3, 4 })
        {
            var found = matrix.Transpose(threads);
            Assert.Equal(expected.RowOffsets.ToArray(), found.RowOffsets.ToArray());
            Assert.Equal(expected.Columns.ToArray(), found.Columns.ToArray());
            Assert.Equal(expected.Values.ToArray(), found.Values.ToArray());
        }
    }

    [Fact]
    public void KeepRows_EvenRows_EmptiesTheOthers() =>
        GenMatrix(6)
            .Sample(matrix =>
            {
                var kept = matrix.KeepRows(row => row % 2 == 0);
                Assert.Equal(matrix.RowCount, kept.RowCount);
                Assert.Equal(Entries(matrix).Where(entry => entry.Row % 2 == 0), Entries(kept));
            });

    [Fact]
    public void Contains_EveryPlace_TellsStoredOnes()
    {
        var matrix = FromDense(2, 3, [0, 5, 0, 2, 0, 3]);
        Assert.True(matrix.Contains(0, 1));
        Assert.False(matrix.Contains(0, 2));
        Assert.True(matrix.Contains(1, 2));
        Assert.Equal([1, 0, 2], matrix.Columns.ToArray());
        Assert.Equal(2, matrix.RowLength(1));
    }

    [Fact]
    public void Constructor_BrokenForm_SaysWhatIsWrong()
    {
        var fall = Assert.Throws<ArgumentException>(() => new SparseMatrix(2, 3, [0, 2, 2], [1, 1], [1, 1]));
        Assert.Contains(
            "Found column 1 after 1 in row 0; expected strictly ascending columns below 3.",
            fall.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => new SparseMatrix(1, 3, [0, 1], [3], [1]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(2, 3, [0, 1], [0], [1]));
        Assert.Throws<ArgumentException>(() => new SparseMatrix(1, 3, [0, 1], [0], []));
    }

    private static SparseMatrix FromDense(int rows, int columns, int[] dense)
    {
        var offsets = new int[rows + 1];
        var (places, values) = (new List<int>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (dense[(row * columns) + column] > 0)
                {
                    places.Add(column);
                    values.Add(dense[(row * columns) + column]);
                }
            }
            offsets[row + 1] = places.Count;
        }
        return new SparseMatrix(rows, columns, offsets, [.. places], [.. values]);
    }

    private static List<(int Row, int Column, float Value)> Entries(SparseMatrix matrix)
    {
        var entries = new List<(int, int, float)>();
        for (var row = 0; row < matrix.RowCount; row++)
        {
            for (var place = 0; place < matrix.RowLength(row); place++)
            {
                entries.Add((row, matrix.RowColumns(row)[place], matrix.RowValues(row)[place]));
            }
        }
        return entries;
    }
}
