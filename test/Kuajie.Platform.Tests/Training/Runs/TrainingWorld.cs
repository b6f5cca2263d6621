using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training.Runs;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Training.Runs;

/// <summary>A workspace in memory with two groups of users who each like their own group of items, and a clock that stands.</summary>
internal sealed class TrainingWorld
{
    public const string Domain = "knowledge";
    public const int Users = 240;
    private const int ItemsOfAGroup = 20;

    public TrainingWorld()
    {
        Workspace = new InMemoryWorkspace(Clock);
        Workspace.OwnPartners.EnsureDomain(Domain);
        for (var user = 0; user < Users; user++)
        {
            for (var step = 0; step < 6; step++)
            {
                Add(user, Item(user, step), Clock.GetUtcNow().AddDays(-1));
            }
        }
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));

    public InMemoryWorkspace Workspace { get; }

    public static TrainingOrder Popularity =>
        new()
        {
            TargetDomain = Domain,
            Model = "popularity",
            OptionsJson = "{}",
        };

    public static TrainingOrder Good =>
        new()
        {
            TargetDomain = Domain,
            Model = "item-knn",
            OptionsJson = "{}",
        };

    /// <summary>An item of the user's own group.</summary>
    public static string Item(int user, int step) => $"g{user % 2}-{((user / 2) + (step * 3)) % ItemsOfAGroup}";

    public void Add(int user, string item, DateTimeOffset at) =>
        Workspace.OwnInteractions.Add(Domain, $"u{user}", item, InteractionKind.Purchase, at);

    /// <summary>Lets every user take up a new item of their own group.</summary>
    public void LetTimePass()
    {
        Clock.Advance(TimeSpan.FromDays(1));
        for (var user = 0; user < Users; user++)
        {
            Add(user, Item(user, 6), Clock.GetUtcNow().AddHours(-1));
        }
    }

    /// <summary>Trains what waits, until nothing does.</summary>
    public static async Task WorkUntilEndedAsync(TrainingBacklog backlog, params TrainingRunRecord[] runs)
    {
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        foreach (var run in runs)
        {
            await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, stopping.Token))
            {
                Assert.True(step.Number > 0);
            }
        }
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }
}
