using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Impressions;

namespace Kuajie.Platform.Tests.Recommendations.Impressions;

public sealed class ImpressionLogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly List<(int Lists, Exception Fault)> reported = [];

    [Fact]
    public async Task AddAsync_RoomInTheQueue_DoesNotWaitForTheStore()
    {
        using var store = new HeldStore();
        var log = Log(store);

        Assert.True(log.AddAsync(List("l1"), CancellationToken.None).AsTask().IsCompletedSuccessfully);

        store.LetGo();
        await log.DisposeAsync();
        Assert.Equal(["l1"], store.Inner.Stored.Select(list => list.ListId));
    }

    [Fact]
    public async Task AddAsync_FullQueue_WaitsForRoomAndLosesNothing()
    {
        using var store = new HeldStore();
        var log = Log(store, waiting: 2);
        await log.AddAsync(List("l1"), CancellationToken.None);
        await log.AddAsync(List("l2"), CancellationToken.None);

        var third = log.AddAsync(List("l3"), CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);
        store.LetGo();

        await third.WaitAsync(Patience);
        await log.DisposeAsync();
        Assert.Equal(["l1", "l2", "l3"], store.Inner.Stored.Select(list => list.ListId));
    }

    [Fact]
    public async Task AddAsync_CancelledWhileWaitingForRoom_Stops()
    {
        using var store = new HeldStore();
        await using var log = Log(store, waiting: 1);
        await log.AddAsync(List("l1"), CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var second = log.AddAsync(List("l2"), gone.Token).AsTask();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience));
        store.LetGo();
    }

    [Fact]
    public async Task FindAsync_ListThatStillWaits_IsFound()
    {
        using var store = new HeldStore();
        await using var log = Log(store);
        await log.AddAsync(List("l1"), CancellationToken.None);

        var found = log.FindAsync("l1", CancellationToken.None);
        store.LetGo();

        Assert.Equal("l1", (await found.WaitAsync(Patience))!.ListId);
        Assert.Null(await log.FindAsync("l9", CancellationToken.None));
    }

    [Fact]
    public async Task AddAsync_StoreRefuses_IsCountedAndReported()
    {
        using var store = new HeldStore { Fault = new KuajieException("store-full", "full", "room", "free some") };
        store.LetGo();
        await using var log = Log(store);
        await log.AddAsync(List("l1"), CancellationToken.None);
        await log.FlushAsync();

        Assert.Equal((1, store.Fault), Assert.Single(reported));
        Assert.Equal(1, log.Refused);
    }

    private ImpressionLog Log(IImpressionStore store, int waiting = 100) =>
        new(
            store,
            new GroupCommitOptions { MostWaitingRows = waiting },
            TimeProvider.System,
            (lists, fault) => reported.Add((lists, fault))
        );

    private static Impression List(string id) =>
        new(id, DateTimeOffset.UnixEpoch, "k", "u1", null, null, null, [new ImpressionItem("k", "c1", 1, "v1", null, 1, null)]);

    private sealed class HeldStore : IImpressionStore, IDisposable
    {
        private readonly ManualResetEventSlim letGo = new();

        public InMemoryImpressionStore Inner { get; } = new();

        public Exception? Fault { get; init; }

        public void LetGo() => letGo.Set();

        public void Dispose() => letGo.Dispose();

        public void Append(IReadOnlyList<ImpressionBlock> blocks)
        {
            letGo.Wait();
            if (Fault is not null)
            {
                throw Fault;
            }
            Inner.Append(blocks);
        }

        public IEnumerable<Impression> ShownSince(string userDomain, DateTimeOffset since, CancellationToken cancellation) => [];

        /// <summary>Answers at once: the store is asked while a commit is held.</summary>
        public Impression? Find(string listId) => Inner.Find(listId);
    }
}
