using System.Runtime.InteropServices;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Platform.Faults;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Tests.Files;

public sealed class BinaryPairFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder.File("s.pairs");

    [Fact]
    public void Read_PairsInAnyOrder_GivesSortedRowsOfOnes()
    {
        Write(2, 1, 0, 3, 2, 0, 0, 1);
        var matrix = BinaryPairFile.Read(Path, TestContext.Current.CancellationToken);
        Assert.Equal((3, 4), (matrix.RowCount, matrix.ColumnCount));
        Assert.Equal([0, 2, 2, 4], matrix.RowOffsets.ToArray());
        Assert.Equal([1, 3, 0, 1], matrix.Columns.ToArray());
        Assert.Equal([1, 1, 1, 1], matrix.Values.ToArray());
    }

    [Fact]
    public void Read_RepeatedPairs_CountOnce()
    {
        Write(0, 5, 1, 2, 0, 5, 1, 2, 0, 4);
        var matrix = BinaryPairFile.Read(Path, TestContext.Current.CancellationToken);
        Assert.Equal([0, 2, 3], matrix.RowOffsets.ToArray());
        Assert.Equal([4, 5, 2], matrix.Columns.ToArray());
    }

    [Fact]
    public void Write_World_IsReadBackWhole()
    {
        var world = new PairWorld(500, 100, 4_000, 3);
        BinaryPairFile.Write(Path, world, 2, null, TestContext.Current.CancellationToken);
        Assert.Equal(8 * world.Rows, new FileInfo(Path).Length);
        var matrix = BinaryPairFile.Read(Path, TestContext.Current.CancellationToken);
        Assert.Equal((world.Users, world.Rows), (matrix.RowCount, matrix.EntryCount));
        Assert.InRange(matrix.ColumnCount, 1, world.Items);
    }

    [Theory]
    [InlineData(new int[0], "no-rows")]
    [InlineData(new[] { 1, 2, 3 }, "half-pair")]
    [InlineData(new[] { 1, 2, -1, 3 }, "negative-index")]
    [InlineData(new[] { 1, 2, 1, int.MinValue }, "negative-index")]
    [InlineData(new[] { 1, int.MaxValue }, "index-too-large")]
    [InlineData(new[] { 0x40000000, 1 }, "index-too-large")]
    public void Read_BadFile_SaysWhatIsWrong(int[] numbers, string code)
    {
        Write(numbers);
        Assert.Equal(code, Fault().Code);
    }

    [Fact]
    public void Read_BadPair_NamesPairAndByte()
    {
        Write(1, 2, -1, 3);
        Assert.Equal($"{Path}, pair 1 at byte 8", Fault().Where);
    }

    [Fact]
    public void Read_NoFile_SaysHowToMakeOne() => Assert.Equal("file-not-found", Fault().Code);

    public void Dispose() => folder.Dispose();

    private KuajieException Fault() => Assert.Throws<KuajieException>(() => BinaryPairFile.Read(Path));

    private void Write(params int[] numbers) => File.WriteAllBytes(Path, MemoryMarshal.AsBytes<int>(numbers).ToArray());
}
