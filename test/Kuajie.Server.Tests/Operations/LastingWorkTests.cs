using Kuajie.Server.Operations;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Server.Tests.Operations;

public sealed class LastingWorkTests
{
    [Fact]
    public async Task Work_ThatFails_IsBegunAgainAfterAPauseAndEndsTheServiceNever()
    {
        var clock = new FakeTimeProvider();
        using var work = new FailingOnce(clock);
        await work.StartAsync(TestContext.Current.CancellationToken);
        await work.FirstTry.Task;

        while (!work.SecondTry.Task.IsCompleted)
        {
            Assert.False(work.ExecuteTask!.IsCompleted);
            clock.Advance(LastingWork.Pause);
            await Task.Yield();
        }

        await work.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(work.ExecuteTask!.IsCompletedSuccessfully);
    }

    private sealed class FailingOnce(TimeProvider clock) : LastingWork(clock, NullLogger.Instance)
    {
        public TaskCompletionSource FirstTry { get; } = new();

        public TaskCompletionSource SecondTry { get; } = new();

        protected override async Task WorkAsync(CancellationToken stopping)
        {
            if (FirstTry.TrySetResult())
            {
                throw new IOException("No space left on device");
            }
            SecondTry.TrySetResult();
            // Until it is told to stop.
            await new TaskCompletionSource().Task.WaitAsync(stopping);
        }
    }
}
