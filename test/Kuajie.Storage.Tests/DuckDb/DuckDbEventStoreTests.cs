using System.Text;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Storage.DuckDb;

namespace Kuajie.Storage.Tests.DuckDb;

public sealed class DuckDbInteractionStoreTests : InteractionStoreSuite, IDisposable
{
    private readonly TemporaryStore temporary = new();

    protected override IInteractionStore Store => temporary.Store;

    protected override void Add(params Interaction[] interactions) => temporary.Store.Append(interactions);

    public void Dispose() => temporary.Dispose();
}

public sealed class DuckDbCatalogStoreTests : CatalogStoreSuite, IDisposable
{
    private readonly TemporaryStore temporary = new();

    protected override ICatalogStore Store => temporary.Store;

    protected override void Put(params Item[] items) => temporary.Store.Put(items);

    public void Dispose() => temporary.Dispose();
}

public sealed class DuckDbItemVectorStoreTests : ItemVectorStoreSuite, IDisposable
{
    private readonly TemporaryStore temporary = new();

    protected override IItemVectorStore Store => temporary.Store;

    [Fact]
    public void EraseUser_RewritesTheFile_VectorsStay()
    {
        temporary.Store.ReplaceVectors("k", new ItemVectors(2, new Dictionary<string, float[]> { ["c1"] = [1, 2] }));
        temporary.Store.Append([new Interaction("k", "u1", "c1", InteractionKind.View, null, null)]);

        temporary.Store.EraseUser("k", "u1");
        temporary.Reopen();

        Assert.Equal([1, 2], temporary.Store.VectorsOf("k")!.ByItem["c1"]);
    }

    [Fact]
    public void IntegrityFaults_VectorsOfTwoLengths_AreNamed()
    {
        temporary.Store.ReplaceVectors("k", new ItemVectors(2, new Dictionary<string, float[]> { ["c1"] = [1, 2], ["c2"] = [1, 2, 3] }));

        Assert.Contains("“k”", Assert.Single(temporary.Store.IntegrityFaults()), StringComparison.Ordinal);
    }

    public void Dispose() => temporary.Dispose();
}

public sealed class DuckDbEventStoreTests : IDisposable
{
    private readonly TemporaryStore temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void EraseUser_NoByteOfTheIdStaysInTheStoresFiles()
    {
        const string Secret = "erase-me-9b1f0c";
        temporary.Store.Append([
            .. Enumerable
                .Range(0, 5000)
                .Select(n => new Interaction("k", n % 50 == 0 ? Secret : $"u{n % 7}", $"c{n % 97}", InteractionKind.View, null, null)),
        ]);
        temporary.Reopen();
        Assert.True(Occurs(Secret));

        Assert.Equal(100, temporary.Store.EraseUser("k", Secret));

        Assert.False(Occurs(Secret));
        Assert.Equal(4900, Assert.Single(temporary.Store.Totals()).Interactions);
        temporary.Reopen();
        Assert.False(Occurs(Secret));
    }

    [Fact]
    public async Task EraseUser_WhileOthersReadAndWrite_GoesThroughAndLosesNothing()
    {
        // Each erasure of somebody who is there writes the file anew.
        const int Victims = 12;
        temporary.Store.Append([
            .. Enumerable.Range(0, Victims).Select(n => new Interaction("k", $"victim{n}", "c1", InteractionKind.View, null, null)),
        ]);
        var rounds = 0;
        using var erased = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            for (; !erased.IsCancellationRequested; rounds++)
            {
                temporary.Store.Append([
                    new LiveEvent($"e{rounds}", "k", $"u{rounds}", null, "c1", InteractionKind.View, TimeProvider.System.GetUtcNow()),
                ]);
            }
        });
        var reading = Task.Run(() =>
        {
            while (!writing.IsCompleted)
            {
                // A second session inside the first, as a reader with a stream open does.
                foreach (var row in temporary.Store.ReadWeighted("k", KindWeights.Default, CancellationToken.None))
                {
                    temporary.Store.OfUser("k", row.UserId);
                }
            }
        });
        for (var victim = 0; victim < Victims; victim++)
        {
            await Task.Run(() => temporary.Store.EraseUser("k", $"victim{victim}"));
        }
        await erased.CancelAsync();

        await Task.WhenAll(writing, reading).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(rounds > 0);
        Assert.False(Occurs("victim"));
        // What was written into a file that had been exchanged already is only missed after the next opening.
        temporary.Reopen();
        Assert.Equal(rounds, Assert.Single(temporary.Store.Totals()).Interactions);
        Assert.Empty(temporary.Store.IntegrityFaults());
    }

    [Fact]
    public async Task EraseUser_CancelledWhileSomebodyReads_IsFinishedByTheNextOpening()
    {
        const string Secret = "erase-me-later-51";
        temporary.Store.Append([
            new Interaction("k", Secret, "c1", InteractionKind.View, null, null),
            new Interaction("k", "u2", "c1", InteractionKind.View, null, null),
        ]);
        using (temporary.Store.File.Session())
        {
            using var giveUp = new CancellationTokenSource();
            Task erasing;
            using (ExecutionContext.SuppressFlow())
            {
                erasing = Task.Run(() => temporary.Store.EraseUser("k", Secret, giveUp.Token));
            }
            while (temporary.Store.OfUser("k", Secret).Count > 0)
            {
                await Task.Yield();
            }
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => erasing);
        }

        temporary.Reopen();
        Assert.False(Occurs(Secret));
        Assert.Single(temporary.Store.OfUser("k", "u2"));
    }

    [Fact]
    public void IntegrityFaults_SoundStore_NamesNoneAndAStrayRowIsNamed()
    {
        temporary.Store.Append([new Interaction("k", "u1", "c1", InteractionKind.View, null, null)]);
        Assert.Empty(temporary.Store.IntegrityFaults());
        using (var session = temporary.Store.File.Session())
        {
            session.Connection.Execute("UPDATE interactions SET import_number = 7");
        }

        Assert.Single(temporary.Store.IntegrityFaults());
    }

    [Fact]
    public void Open_NewerSchema_SaysSo()
    {
        using (var session = temporary.Store.File.Session())
        {
            session.Connection.Execute("INSERT INTO schema_version SELECT * REPLACE (99 AS version) FROM schema_version LIMIT 1");
        }

        var fault = Assert.Throws<KuajieException>(temporary.Reopen);

        Assert.Contains("99", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FileThatIsNoStore_SaysSo()
    {
        var path = Path.Combine(temporary.Folder, "other.duckdb");
        File.WriteAllText(path, new string('x', 20_000));

        Assert.Equal("damaged-store", Assert.Throws<KuajieException>(() => DuckDbEventStore.Open(path, TimeProvider.System)).Code);
    }

    [Fact]
    public void Open_FileThatIsNoStoreInAFolderNamedLikeALock_IsNotCalledInUse()
    {
        var folder = Directory.CreateDirectory(Path.Combine(temporary.Folder, "blocks"));
        var path = Path.Combine(folder.FullName, "other.duckdb");
        File.WriteAllText(path, new string('x', 20_000));

        Assert.Equal("damaged-store", Assert.Throws<KuajieException>(() => DuckDbEventStore.Open(path, TimeProvider.System)).Code);
    }

    [Fact]
    public void Open_FolderWithSignsOfAConnectionString_IsTakenAsItStands()
    {
        var path = Path.Combine(temporary.Folder, "a;access_mode=read_only 'b", "events.duckdb");
        using (var store = DuckDbEventStore.Open(path, TimeProvider.System))
        {
            store.Append([new Interaction("k", "u1", "c1", InteractionKind.View, null, null)]);
            store.EraseUser("k", "u2");
            Assert.Single(store.OfUser("k", "u1"));
        }

        Assert.True(File.Exists(path));
    }

    private bool Occurs(string text) =>
        Directory
            .EnumerateFiles(temporary.Folder)
            .Any(file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
            });
}
