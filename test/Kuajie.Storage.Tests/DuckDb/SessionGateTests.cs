using Kuajie.Storage.DuckDb;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>Each party is a thread of its own without a common flow of calls; waiting is told by what has and has not happened yet, never by a clock.</summary>
public sealed class SessionGateTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SessionGate gate = new();
    private readonly List<string> happened = [];

    [Fact]
    public async Task RunAlone_OpenSessions_WaitsForTheirEndAndThenLetsOthersIn()
    {
        using var reader = new Party(gate, isWriting: false);
        using var writer = new Party(gate, isWriting: true);
        await reader.Entered;
        await writer.Entered;
        var alone = Exchange();
        await Starts(() => Waiting() == 1);
        Assert.Empty(happened);

        writer.Leave();
        await Starts(() => happened.Contains("fill"));
        using var late = new Party(gate, isWriting: true);
        Assert.DoesNotContain("exchange", happened);
        reader.Leave();

        await alone.WaitAsync(Patience);
        Assert.Equal(["fill", "exchange"], happened);
        await late.Entered.WaitAsync(Patience);
    }

    [Fact]
    public async Task RunAlone_WhileFilling_ReadersGoOnAndWritersWait()
    {
        var filling = new TaskCompletionSource();
        using var goOn = new ManualResetEventSlim();
        var alone = Apart(() =>
            gate.RunAlone(
                () =>
                {
                    filling.SetResult();
                    goOn.Wait();
                    happened.Add("filled");
                },
                () => Happen("exchange"),
                CancellationToken.None
            )
        );
        await filling.Task;

        using var writer = new Party(gate, isWriting: true, () => happened.Add("written"));
        using var reader = new Party(gate, isWriting: false);
        await reader.Entered.WaitAsync(Patience);
        reader.Leave();
        Assert.False(writer.Entered.IsCompleted);

        goOn.Set();
        await alone.WaitAsync(Patience);
        await writer.Entered.WaitAsync(Patience);
        Assert.Equal(["filled", "exchange", "written"], happened);
    }

    [Fact]
    public async Task RunAlone_HolderAsksForASecondSession_GetsItAndNobodyWaitsForever()
    {
        var alone = Task.CompletedTask;
        await Apart(() =>
            {
                var leave = gate.Enter(isWriting: false);
                using (ExecutionContext.SuppressFlow())
                {
                    alone = Exchange();
                }
                SpinWait.SpinUntil(() => happened.Contains("fill") && Waiting() == 1);
                var second = gate.Enter(isWriting: true);
                second();
                leave();
            })
            .WaitAsync(Patience);

        await alone.WaitAsync(Patience);
        // The writer came after the copy was made, so the copy is made again.
        Assert.Equal(["fill", "fill", "exchange"], happened);
    }

    [Fact]
    public async Task RunAlone_Cancelled_StopsWaitingAndLetsOthersIn()
    {
        using var writer = new Party(gate, isWriting: true);
        await writer.Entered;
        using var giveUp = new CancellationTokenSource();
        var alone = Exchange(giveUp.Token);
        await Starts(() => Waiting() == 1);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone.WaitAsync(Patience));
        Assert.Empty(happened);
        using var other = new Party(gate, isWriting: true);
        await other.Entered.WaitAsync(Patience);
    }

    [Fact]
    public void RunAlone_CallerHoldsASession_IsADefect()
    {
        var leave = gate.Enter(isWriting: false);

        Assert.Throws<InvalidOperationException>(() => gate.RunAlone(() => { }, () => true, CancellationToken.None));

        leave();
        gate.RunAlone(() => { }, () => Happen("exchange"), CancellationToken.None);
        Assert.Single(happened);
    }

    [Fact]
    public void RunAlone_ExchangeFindsTheCopyTooOld_FillsAgain()
    {
        var exchanges = 0;

        gate.RunAlone(() => happened.Add("fill"), () => ++exchanges == 2, CancellationToken.None);

        Assert.Equal(["fill", "fill"], happened);
    }

    [Fact]
    public async Task RunAlone_FillFails_LetsOthersInAgain()
    {
        Assert.Throws<IOException>(() => gate.RunAlone(() => throw new IOException(), () => true, CancellationToken.None));

        using var writer = new Party(gate, isWriting: true);
        await writer.Entered.WaitAsync(Patience);
    }

    private Task Exchange(CancellationToken cancellation = default) =>
        Apart(() => gate.RunAlone(() => happened.Add("fill"), () => Happen("exchange"), cancellation));

    private bool Happen(string what)
    {
        happened.Add(what);
        return true;
    }

    private int Waiting() => gate.WaitingExchanges;

    private static async Task Starts(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    private static Task Apart(Action work) => Task.Factory.StartNew(work, default, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Somebody who enters and stays until told to leave.</summary>
    private sealed class Party : IDisposable
    {
        private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim leaving = new();
        private readonly Task stay;

        public Party(SessionGate gate, bool isWriting, Action? inside = null) =>
            stay = Apart(() =>
            {
                var leave = gate.Enter(isWriting);
                inside?.Invoke();
                entered.SetResult();
                leaving.Wait();
                leave();
            });

        public Task Entered => entered.Task;

        public void Leave()
        {
            leaving.Set();
            stay.Wait();
        }

        public void Dispose() => leaving.Set();
    }
}
