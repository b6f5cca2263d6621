using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions.Live;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Interactions.Live;

public sealed class GroupCommitTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider clock = new();
    private readonly HeldWriter writer = new();

    public void Dispose() => writer.Dispose();

    [Fact]
    public async Task Add_WhileTheWriterIsBusy_GoesIntoOneGroup()
    {
        await using var groups = Groups();
        var first = groups.Add([1]);
        await writer.Busy();
        Task<IReadOnlyList<bool>>[] others = [groups.Add([2, 3]), groups.Add([4])];

        writer.Release(2);

        Assert.Equal([true], await first.WaitAsync(Patience));
        Assert.Equal(
            [
                [false, true],
                [false],
            ],
            await Task.WhenAll(others).WaitAsync(Patience)
        );
        Assert.Equal(
            [
                [1],
                [2, 3, 4],
            ],
            writer.Groups
        );
    }

    [Fact]
    public async Task Add_BeforeTheCommitHasEnded_IsNotAnswered()
    {
        await using var groups = Groups();
        var added = groups.Add([1]);
        await writer.Busy();

        Assert.False(added.IsCompleted);

        writer.Release();
        await added.WaitAsync(Patience);
    }

    [Fact]
    public async Task Add_MoreThanFitAtOnce_MakesSeveralGroups()
    {
        await using var groups = Groups(atOnce: 3);
        var first = groups.Add([1]);
        await writer.Busy();
        var others = Task.WhenAll(groups.Add([2, 3]), groups.Add([4, 5]), groups.Add([6, 7, 8, 9]));

        writer.Release(4);

        await first.WaitAsync(Patience);
        await others.WaitAsync(Patience);
        Assert.Equal(
            [
                [1],
                [2, 3],
                [4, 5],
                [6, 7, 8, 9],
            ],
            writer.Groups
        );
    }

    [Fact]
    public async Task Add_FullQueue_IsRefusedAtOnceWithTheTimeTheQueueTakes()
    {
        await using var groups = Groups(waiting: 100);
        writer.During = () => clock.Advance(TimeSpan.FromSeconds(2));
        var first = groups.Add(new int[10]);
        await writer.Busy();
        writer.Release();
        await first.WaitAsync(Patience);
        await groups.NextGroupAsync().WaitAsync(Patience);
        var second = groups.Add(new int[60]);
        await writer.Busy();

        var refusal = Assert.Throws<GroupCommitFullException>(() =>
        {
            _ = groups.Add(new int[41]);
        });

        // Ten rows took two seconds, so sixty take twelve.
        Assert.Equal((60, TimeSpan.FromSeconds(12)), (refusal.WaitingRows, refusal.RetryAfter));
        var fits = groups.Add(new int[40]);
        writer.Release(2);
        await Task.WhenAll(second, fits).WaitAsync(Patience);
        Assert.Equal(0, groups.State.WaitingRows);
    }

    [Fact]
    public async Task Add_FullQueueBeforeAnyGroup_AsksForASecond()
    {
        await using var groups = Groups(waiting: 1);
        var first = groups.Add([1]);

        Assert.Equal(
            TimeSpan.FromSeconds(1),
            Assert
                .Throws<GroupCommitFullException>(() =>
                {
                    _ = groups.Add([2]);
                })
                .RetryAfter
        );

        writer.Release();
        await first.WaitAsync(Patience);
    }

    [Fact]
    public async Task Add_StoreRefuses_RefusesTheGroupAndGoesOn()
    {
        await using var groups = Groups();
        var full = new KuajieException("store-full", "full", "room", "free some");
        writer.Fault = _ => full;
        writer.Release();

        Assert.Same(full, await Assert.ThrowsAsync<KuajieException>(() => groups.Add([1]).WaitAsync(Patience)));

        writer.Fault = null;
        writer.Release();
        Assert.Equal([false], await groups.Add([2]).WaitAsync(Patience));
    }

    [Fact]
    public async Task Add_OneBatchBreaksTheCommit_OnlyItIsRefused()
    {
        await using var groups = Groups();
        var first = groups.Add([1]);
        await writer.Busy();
        var (good, bad, alsoGood) = (groups.Add([2]), groups.Add([3]), groups.Add([4]));
        writer.Fault = rows => rows.Contains(3) ? new InvalidOperationException("no threes") : null;

        writer.Release(5);

        await Task.WhenAll(first, good, alsoGood).WaitAsync(Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
    }

    [Fact]
    public async Task DisposeAsync_WritesWhatWaitsAndTakesNoMore()
    {
        var groups = Groups();
        var first = groups.Add([1]);
        await writer.Busy();
        var second = groups.Add([2]);
        var stopping = groups.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() =>
        {
            _ = groups.Add([3]);
        });
        Assert.False(stopping.IsCompleted);
        writer.Release(2);

        await stopping.AsTask().WaitAsync(Patience);
        await Task.WhenAll(first, second);
        Assert.Equal(
            [
                [1],
                [2],
            ],
            writer.Groups
        );
    }

    [Fact]
    public async Task FlushAsync_EndsAfterWhatWasQueuedBefore()
    {
        await using var groups = Groups();
        _ = groups.Add([1]);
        await writer.Busy();
        _ = groups.Add([2]);
        var flushed = groups.FlushAsync();

        Assert.False(flushed.IsCompleted);
        writer.Release(2);

        await flushed.WaitAsync(Patience);
        Assert.Equal(
            [
                [1],
                [2],
            ],
            writer.Groups
        );
    }

    [Fact]
    public async Task FlushAsync_NothingQueued_EndsAtOnce()
    {
        await using var groups = Groups();

        await groups.FlushAsync().WaitAsync(Patience);
        Assert.Empty(writer.Groups);
    }

    [Fact]
    public async Task Add_Nothing_IsAnsweredWithoutACommit()
    {
        await using var groups = Groups();

        Assert.Empty(await groups.Add([]).WaitAsync(Patience));
    }

    private GroupCommit<int> Groups(int waiting = 1000, int atOnce = 1000) =>
        new(writer.Commit, new GroupCommitOptions { MostWaitingRows = waiting, MostRowsAtOnce = atOnce }, clock);
}
