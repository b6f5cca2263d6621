using Kuajie.Platform.Progress;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Progress;

public sealed class FollowedLogTests
{
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(0, new[] { 1, 2, 3 })]
    [InlineData(1, new[] { 2, 3 })]
    [InlineData(3, new int[0])]
    [InlineData(9, new int[0])]
    public async Task FollowAsync_ALogThatIsOver_EndsWhereverTheReaderWas(int after, int[] expected)
    {
        var log = new FollowedLog<Step>(clock, 10);
        for (var number = 1; number <= 3; number++)
        {
            log.Write(() => true, (count, _) => new Step(count, count == 3));
        }

        var read = new List<int>();
        await foreach (var step in log.FollowAsync(after, TestContext.Current.CancellationToken))
        {
            read.Add(step.Number);
        }

        Assert.Equal(expected, read);
    }

    [Fact]
    public void Write_OfLittleNews_KeepsOneOfAQuarterOfASecond()
    {
        var log = new FollowedLog<Step>(clock, 10);
        log.Write(() => true, (count, _) => new Step(count, false));
        log.Write(() => false, (count, _) => new Step(count, false));
        Assert.Equal(1, log.Latest!.Number);

        clock.Advance(TimeSpan.FromMilliseconds(250));
        log.Write(() => false, (count, _) => new Step(count, false));

        Assert.Equal(2, log.Latest!.Number);
    }

    private sealed record Step(int Number, bool IsLast) : ILogStep;
}
