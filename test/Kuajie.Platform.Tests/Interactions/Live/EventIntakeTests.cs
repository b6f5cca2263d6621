using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Tests.Interactions.Live;

public sealed class EventIntakeTests
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly InMemoryInteractionStore interactions = new();
    private readonly List<(ILiveListener Listener, Exception Fault)> reported = [];
    private readonly List<string?> turns = [];

    [Fact]
    public async Task TakeAsync_NewAndKnownEvents_CountsBoth()
    {
        await using var intake = Intake(new InMemoryEventLog(interactions));

        Assert.Equal(new EventReceipt(2, 1), await Take(intake, "e1", "e2", "e1"));
        Assert.Equal(new EventReceipt(1, 1), await Take(intake, "e2", "e3"));
        Assert.Equal(3, interactions.OfUser("k", "u1").Count);
    }

    [Fact]
    public async Task TakeAsync_RetriesInFlightTogether_StoreEachEventOnce()
    {
        await using var intake = Intake(new InMemoryEventLog(interactions));

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Take(intake, "e1", "e2")));

        Assert.Equal((2, 98), (receipts.Sum(receipt => receipt.Accepted), receipts.Sum(receipt => receipt.Duplicates)));
        Assert.Equal(2, interactions.OfUser("k", "u1").Count);
    }

    [Fact]
    public async Task TakeAsync_Listeners_LearnOfNewEventsBeforeTheSenderDoes()
    {
        var listener = new Listener();
        await using var intake = Intake(new InMemoryEventLog(interactions), listener);

        await Take(intake, "e1", "e2");
        Assert.Equal(["e1", "e2"], listener.Heard);

        await Take(intake, "e2", "e3");
        Assert.Equal(["e1", "e2", "e3"], listener.Heard);
        await Take(intake, "e3");
        Assert.Equal(2, listener.Calls);
    }

    [Fact]
    public async Task TakeAsync_ListenerFails_IsReportedAndTheEventsAreAcknowledged()
    {
        var (broken, sound) = (new Listener { Fault = new InvalidOperationException() }, new Listener());
        await using var intake = Intake(new InMemoryEventLog(interactions), broken, sound);

        Assert.Equal(new EventReceipt(1, 0), await Take(intake, "e1"));

        Assert.Equal((broken, broken.Fault), Assert.Single(reported));
        Assert.Equal(["e1"], sound.Heard);
    }

    [Fact]
    public async Task TakeAsync_StoreFull_RefusesTellsNobodyAndRecovers()
    {
        var log = new RefusingLog(new InMemoryEventLog(interactions)) { IsFull = true };
        var listener = new Listener();
        await using var intake = Intake(log, listener);

        Assert.Equal("store-full", (await Assert.ThrowsAsync<KuajieException>(() => Take(intake, "e1"))).Code);
        Assert.Empty(listener.Heard);
        Assert.Equal("store-full", intake.Refusal?.Code);
        // Told once, not with every refusal.
        await Assert.ThrowsAsync<KuajieException>(() => Take(intake, "e1"));
        Assert.Equal(["store-full"], turns);

        log.IsFull = false;
        Assert.Equal(new EventReceipt(1, 0), await Take(intake, "e1"));
        Assert.Equal(["e1"], listener.Heard);
        Assert.Null(intake.Refusal);
        Assert.Equal(["store-full", null], turns);
    }

    [Fact]
    public async Task TakeAsync_SenderGone_StopsWaitingAndTheEventsAreStored()
    {
        using var isGone = new ManualResetEventSlim();
        var intake = Intake(new RefusingLog(new InMemoryEventLog(interactions)) { Waits = isGone });
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => intake.TakeAsync([Event("e1")], gone.Token));
        isGone.Set();
        await intake.DisposeAsync();

        Assert.Single(interactions.OfUser("k", "u1"));
    }

    private EventIntake Intake(IEventLog log, params ILiveListener[] listeners) =>
        new(
            log,
            listeners,
            new GroupCommitOptions(),
            TimeProvider.System,
            (listener, fault) => reported.Add((listener, fault)),
            refusal => turns.Add(refusal?.Code)
        );

    private static Task<EventReceipt> Take(EventIntake intake, params string[] ids) =>
        intake.TakeAsync([.. ids.Select(Event)], CancellationToken.None);

    private static LiveEvent Event(string id) => new(id, "k", "u1", null, "c1", InteractionKind.View, Noon);

    private sealed class Listener : ILiveListener
    {
        public List<string> Heard { get; } = [];

        public int Calls { get; private set; }

        public Exception? Fault { get; init; }

        public void Committed(IReadOnlyList<LiveEvent> newEvents)
        {
            if (Fault is not null)
            {
                throw Fault;
            }
            Calls++;
            Heard.AddRange(newEvents.Select(each => each.EventId));
        }
    }

    private sealed class RefusingLog(IEventLog inner) : IEventLog
    {
        public bool IsFull { get; set; }

        /// <summary>What it waits for before it stores, or null.</summary>
        public ManualResetEventSlim? Waits { get; init; }

        public IReadOnlyList<bool> Append(IReadOnlyList<LiveEvent> events)
        {
            Waits?.Wait();
            return IsFull ? throw new KuajieException("store-full", "full", "room", "free some") : inner.Append(events);
        }

        public IReadOnlyList<LiveEvent> OfSession(string domain, string sessionId) => inner.OfSession(domain, sessionId);

        public IReadOnlyList<LiveEvent> SeenInSession(string domain, string sessionId) => inner.SeenInSession(domain, sessionId);

        public IReadOnlyList<SessionClaim> Claim(IReadOnlyList<SessionClaim> claims) => throw new NotSupportedException();

        public IReadOnlyList<LiveTotals> LiveTotals() => inner.LiveTotals();
    }
}
