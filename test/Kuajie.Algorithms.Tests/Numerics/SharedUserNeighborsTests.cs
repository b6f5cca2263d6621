using CsCheck;
using Kuajie.Algorithms.Numerics.NearestNeighbors;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Tests.Numerics;

public class SharedUserNeighborsTests
{
    private static readonly Gen<SparseMatrix> GenMatrix = SparseMatrixTests.GenMatrix(rows: 7);

    [Fact]
    public void Find_TwoCatalogs_EqualsPlainTwin() =>
        Gen.Select(GenMatrix, GenMatrix, Gen.Bool, Gen.Int[0, 3], Gen.Int[1, 6])
            .Sample(
                (items, candidates, jaccard, shrinkage, count) =>
                    AssertTwin(items, candidates, jaccard ? ItemSimilarity.Jaccard : ItemSimilarity.Cosine, shrinkage, count)
            );

    [Fact]
    public void Find_OneCatalog_EqualsPlainTwinWithoutSelf() =>
        Gen.Select(GenMatrix, Gen.Bool, Gen.Int[1, 6])
            .Sample(
                (items, jaccard, count) => AssertTwin(items, items, jaccard ? ItemSimilarity.Jaccard : ItemSimilarity.Cosine, 1, count)
            );

    private static void AssertTwin(SparseMatrix items, SparseMatrix candidates, ItemSimilarity similarity, double shrinkage, int count)
    {
        var found = SharedUserNeighbors.Find(items, candidates, similarity, shrinkage, count, threads: 2);
        for (var item = 0; item < items.ColumnCount; item++)
        {
            var expected = Enumerable
                .Range(0, candidates.ColumnCount)
                .Where(candidate => !ReferenceEquals(items, candidates) || candidate != item)
                .Select(candidate =>
                    (Candidate: candidate, Value: Plain(Column(items, item), Column(candidates, candidate), similarity, shrinkage))
                )
                .Where(pair => pair.Value > 0)
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Candidate)
                .Take(count)
                .OrderBy(pair => pair.Candidate)
                .ToArray();
            Assert.Equal(expected.Select(pair => pair.Candidate), found.RowColumns(item).ToArray());
            Assert.Equal(expected.Select(pair => pair.Value), found.RowValues(item).ToArray());
        }
    }

    private static float Plain(float[] first, float[] second, ItemSimilarity similarity, double shrinkage)
    {
        if (similarity == ItemSimilarity.Jaccard)
        {
            double both = first.Zip(second).Count(pair => pair.First > 0 && pair.Second > 0);
            var any = first.Zip(second).Count(pair => pair.First > 0 || pair.Second > 0);
            return both == 0 ? 0 : (float)(both / (any + shrinkage));
        }
        var dot = first.Zip(second).Sum(pair => (double)pair.First * pair.Second);
        var norms = Math.Sqrt(first.Sum(value => (double)value * value)) * Math.Sqrt(second.Sum(value => (double)value * value));
        return dot == 0 ? 0 : (float)(dot / (norms + shrinkage));
    }

    private static float[] Column(SparseMatrix matrix, int column) =>
        [
            .. Enumerable
                .Range(0, matrix.RowCount)
                .Select(row => matrix.RowColumns(row).BinarySearch(column) is var place and >= 0 ? matrix.RowValues(row)[place] : 0),
        ];
}
