using CsCheck;
using Kuajie.Storage.DuckDb.EventIds;

namespace Kuajie.Storage.Tests.DuckDb;

public sealed class EventIdIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Contains_AnyNumberOfEvents_AnswersLikeASet() =>
        Gen.Select(Gen.Int[1, 2000], Gen.Int[1, 40])
            .Sample(
                (events, runLength) =>
                {
                    var index = Filled(events, runLength);
                    Assert.All(Enumerable.Range(0, events), n => Assert.True(index.Contains(Hash(n))));
                    Assert.All(Enumerable.Range(events, 500), n => Assert.False(index.Contains(Hash(n))));
                },
                iter: 30
            );

    [Fact]
    public void Add_ManyRuns_AreMergedToFew()
    {
        var index = Filled(10_000, 10);

        Assert.InRange(index.Files, 1, 40);
        Assert.Equal(index.Files, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Open_Again_KnowsWhatIsInFiles()
    {
        var last = Filled(1000, 16).Last;
        Assert.Equal(1000, last);

        var index = EventIdIndex.Open(folder.Path, _ => true, 16);

        Assert.InRange(index.Last, 1000 - 16, 1000);
        Assert.All(Enumerable.Range(0, (int)index.Last), n => Assert.True(index.Contains(Hash(n))));
    }

    [Fact]
    public void Open_GapBetweenFiles_KeepsWhatIsBeforeIt()
    {
        Filled(100, 10);
        var files = Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).ToArray();
        File.Delete(files[1]);

        var index = EventIdIndex.Open(folder.Path, _ => true, 10);

        Assert.Equal(1, index.Files);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Open_MergedFileBesideItsParts_TakesTheMerged()
    {
        Filled(8 * 10 + 1, 10);
        var merged = Assert.Single(Directory.GetFiles(folder.Path));
        EventIdRun.Write(folder.Path, new EventIdRange(1, 10, 0), 1, [(UInt128)7]);

        var index = EventIdIndex.Open(folder.Path, _ => true, 10);

        Assert.Equal(merged, Assert.Single(Directory.GetFiles(folder.Path)));
        Assert.Equal(80, index.Last);
    }

    [Fact]
    public void Contains_LargeRunWithDirectory_FindsFirstLastAndNeighbours()
    {
        var hashes = Enumerable.Range(0, 100_000).Select(Hash).Append(UInt128.MinValue).Append(UInt128.MaxValue).Order().ToArray();

        var run = EventIdRun.Write(folder.Path, new EventIdRange(1, hashes.Length, 0), hashes.Length, hashes);

        Assert.All(hashes, hash => Assert.True(run.Contains(hash)));
        Assert.False(run.Contains(hashes[5] + 1));
        Assert.True(EventIdRun.IsWhole(run.FilePath));
    }

    private EventIdIndex Filled(int events, int runLength)
    {
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.Delete(file);
        }
        var index = EventIdIndex.Open(folder.Path, _ => true, runLength);
        for (var n = 0; n < events; n++)
        {
            index.Add(n + 1, Hash(n));
            index.Settle();
        }
        return index;
    }

    private static UInt128 Hash(int n) => EventIdHash.Of("k", $"e{n}");
}
