using System.Text;
using Kuajie.Conformance.Stores;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Storage.DuckDb;
using Microsoft.Data.Sqlite;

namespace Kuajie.Storage.Tests.DuckDb;

public sealed class DuckDbEventLogTests : EventLogSuite, IDisposable
{
    private readonly TemporaryStore temporary = new();

    protected override IEventLog Log => temporary.Store;

    protected override IInteractionStore Interactions => temporary.Store;

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Append_SameIdAfterReopening_IsStoredOnce()
    {
        Log.Append([Event("e1", user: "u1"), Event("e2", session: "v1")]);
        temporary.Reopen();

        Assert.Equal([false, false, true], Log.Append([Event("e1", user: "u1"), Event("e2", session: "v1"), Event("e3", user: "u1")]));
    }

    [Fact]
    public void Append_SameIdAfterErasureAndReopening_StaysErased()
    {
        Log.Append([Event("e1", user: "u1", session: "v1"), Event("e2", session: "v1"), Event("e3", user: "u2")]);
        temporary.Store.EraseUser("k", "u1");
        Directory.Delete(temporary.Path + ".ids", recursive: true);
        temporary.Reopen();

        Assert.Equal([false, false, false], Log.Append([Event("e1", user: "u1"), Event("e2", session: "v1"), Event("e3", user: "u2")]));
    }

    [Fact]
    public void Append_IndexRemovedOrDamaged_IsMadeAgain()
    {
        var path = Path.Combine(temporary.Folder, "small.duckdb");
        FillInFiles(path, 100);
        var files = Directory.GetFiles(path + ".ids");
        Assert.True(files.Length > 1);
        File.WriteAllText(files[0], "no index");
        File.Delete(files[^1]);

        using var file = DuckDbFile.Open(path, TimeProvider.System);
        var log = new DuckDbEventLog(file, TimeProvider.System, indexRunLength: 8);
        Assert.DoesNotContain(true, log.Append([.. Enumerable.Range(0, 100).Select(n => Event($"e{n}", user: "u1"))]));
    }

    [Fact]
    public void Append_IndexOfAnotherHistory_IsLeftAside()
    {
        var (one, other) = (Path.Combine(temporary.Folder, "one.duckdb"), Path.Combine(temporary.Folder, "other.duckdb"));
        FillInFiles(one, 100);
        FillInFiles(other, 100, prefix: "x");
        Directory.Delete(one + ".ids", recursive: true);
        Directory.Move(other + ".ids", one + ".ids");

        using var file = DuckDbFile.Open(one, TimeProvider.System);
        var log = new DuckDbEventLog(file, TimeProvider.System, indexRunLength: 8);
        Assert.Equal([false, true], log.Append([Event("e7", user: "u1"), Event("x7", user: "u1")]));
    }

    [Fact]
    public void Append_StoreRestoredFromAnEarlierCopy_TakesWhatTheCopyLacks()
    {
        var path = Path.Combine(temporary.Folder, "small.duckdb");
        FillInFiles(path, 20);
        File.Copy(path, path + ".copy");
        FillInFiles(path, 100);
        File.Move(path + ".copy", path, overwrite: true);

        using var file = DuckDbFile.Open(path, TimeProvider.System);
        var log = new DuckDbEventLog(file, TimeProvider.System, indexRunLength: 8);
        Assert.Equal([false, true], log.Append([Event("e19", user: "u1"), Event("e20", user: "u1")]));
    }

    [Fact]
    public void Append_BesideAnImportingTransaction_BothAreStored()
    {
        temporary.Store.Append([new Interaction("k", "u0", "c1", InteractionKind.View, null, null)]);
        using (var session = temporary.Store.File.WritingSession())
        {
            using var transaction = session.Connection.BeginTransaction();
            session.Connection.Execute(
                "INSERT INTO interactions(domain_number, user_id, item_id, kind, import_number) VALUES (1, 'u9', 'c1', 1, 0)"
            );
            Log.Append([Event("e1", user: "u1"), Event("e2", "new-domain", user: "u1")]);
            transaction.Commit();
        }

        Assert.Equal(["k", "new-domain"], temporary.Store.Totals().Select(totals => totals.Domain));
        Assert.Equal(3, temporary.Store.Totals()[0].Interactions);
    }

    [Fact]
    public void EraseUser_TakesVisitsTheUserWasSeenInAndLeavesOthers()
    {
        const string Secret = "erase-me-77ab";
        Log.Append([
            Event("e1", user: Secret, session: "shared-visit-1"),
            Event("e2", session: "shared-visit-1"),
            Event("e3", session: "other-visit"),
            Event("e1", "s", session: "shared-visit-1"),
        ]);
        var item = new ImpressionItem("s", "m1", 1, "v1", null, 1, null);
        ((IImpressionStore)temporary.Store).Append([
            new Impression("l1", TimeProvider.System.GetUtcNow(), "k", Secret, null, null, null, [item]),
            new Impression("l2", TimeProvider.System.GetUtcNow(), "k", null, "shared-visit-1", null, null, [item]),
            new Impression("l3", TimeProvider.System.GetUtcNow(), "k", "u2", null, null, null, [item]),
        ]);

        Assert.Equal(4, temporary.Store.EraseUser("k", Secret));

        Assert.Equal([null, null, "l3"], new[] { "l1", "l2", "l3" }.Select(id => temporary.Store.Find(id)?.ListId));
        Assert.Empty(Log.OfSession("k", "shared-visit-1"));
        Assert.Single(Log.OfSession("k", "other-visit"));
        Assert.Single(Log.OfSession("s", "shared-visit-1"));
        Assert.Empty(temporary.Store.IntegrityFaults());
        Assert.DoesNotContain(
            Directory.EnumerateFiles(temporary.Folder, "*", SearchOption.AllDirectories),
            path => ContentOf(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) >= 0
        );
    }

    [Fact]
    public void IntegrityFaults_RepeatedEventAndDamagedIndex_AreNamed()
    {
        Log.Append([Event("e1", user: "u1"), Event("e2", session: "v1")]);
        Directory.CreateDirectory(temporary.Path + ".ids");
        File.WriteAllText(Path.Combine(temporary.Path + ".ids", "x.ids"), "x");
        using (var session = temporary.Store.File.WritingSession())
        {
            session.Connection.Execute("UPDATE session_events SET event_id = 'e1'");
        }

        Assert.Equal(2, temporary.Store.IntegrityFaults().Count);
    }

    private static void FillInFiles(string path, int events, string prefix = "e")
    {
        using var file = DuckDbFile.Open(path, TimeProvider.System);
        var log = new DuckDbEventLog(file, TimeProvider.System, indexRunLength: 8);
        for (var n = 0; n < events; n += 5)
        {
            log.Append([.. Enumerable.Range(n, 5).Select(number => Event($"{prefix}{number}", user: "u1"))]);
        }
    }

    private static byte[] ContentOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

public sealed class DuckDbImpressionStoreTests : ImpressionStoreSuite, IDisposable
{
    private readonly TemporaryStore temporary = new();

    protected override IImpressionStore Store => temporary.Store;

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Find_AfterReopening_IsThere()
    {
        Store.Append([List("l1", new ImpressionItem("k", "c1", 1, null, null, 1, null))]);
        temporary.Reopen();

        Assert.Single(Store.Find("l1")!.Items);
    }

    [Fact]
    public void Find_ListOfAWorkspaceThatKeptARowEach_IsRead()
    {
        using (var session = temporary.Store.File.WritingSession())
        {
            DomainNumbers.Ensure(session.Connection, "k");
            session.Connection.Execute(
                """
                INSERT INTO impressions VALUES ('l1', '2024-05-01 12:00:00', 1, 'u1', NULL, 'home', NULL,
                    '{"places":[["c1",0,0,"ranked",0.5,null],["m1",1,-1,null,2,0.25]],"domains":["k","s"],"versions":["v1"]}')
                """
            );
        }

        var found = Store.Find("l1");

        Assert.Equal(("u1", null, "home"), (found!.UserId, found.SessionId, found.Scene));
        Assert.Equal(
            [new ImpressionItem("k", "c1", 1, "v1", "ranked", 0.5, null), new ImpressionItem("s", "m1", 2, null, null, 2, 0.25)],
            found.Items
        );
    }

    [Fact]
    public void LiveTotals_ListsBesideTheStore_AreCounted()
    {
        Store.Append([List("l1"), List("l2"), List("l3") with { UserDomain = "s" }]);

        Assert.Equal([("k", 2L), ("s", 1L)], temporary.Store.LiveTotals().Select(totals => (totals.Domain, totals.Lists)));
    }

    [Fact]
    public void IntegrityFaults_BlockWithAnotherContent_IsNamed()
    {
        Store.Append([List("l1")]);
        Assert.Empty(temporary.Store.IntegrityFaults());
        using (var connection = new SqliteConnection($"Data Source={temporary.Path}.lists"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE blocks SET content = x'00'";
            command.ExecuteNonQuery();
        }

        Assert.Contains(".lists, 1", Assert.Single(temporary.Store.IntegrityFaults()), StringComparison.Ordinal);
    }

    [Fact]
    public void EraseUser_VisitThatOnlyAListTiesToTheUser_GoesWithoutWhatOthersWereShown()
    {
        var visit = List("l1") with { SessionId = "v1" };
        Store.Append([visit, visit with { ListId = "l2", UserId = null }, visit with { ListId = "l3", UserId = "u2" }]);
        Store.Append([visit with { ListId = "l4", UserId = null }, visit with { ListId = "l5", UserId = null, SessionId = "v2" }]);

        Assert.Equal(3, temporary.Store.EraseUser("k", "u1"));

        Assert.Equal(["l3", "l5"], new[] { "l1", "l2", "l3", "l4", "l5" }.Select(id => Store.Find(id)?.ListId).OfType<string>());
    }

    [Fact]
    public void EraseUser_ListsInOneBlockWithOthers_GoAloneAndAreCounted()
    {
        Store.Append([List("l1"), List("l2") with { UserId = "u2" }, List("l3") with { UserDomain = "s" }, List("l4")]);

        Assert.Equal(2, temporary.Store.EraseUser("k", "u1"));

        Assert.Equal(["l2", "l3"], new[] { "l1", "l2", "l3", "l4" }.Select(id => Store.Find(id)?.ListId).OfType<string>());
        Assert.Empty(temporary.Store.IntegrityFaults());
    }
}
