using Kuajie.Platform.Experiments;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Storage.Tests.DuckDb;

public sealed class DuckDbOutcomesTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private readonly TemporaryStore temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Outcomes_UsersAndVisitors_WithinTheTime()
    {
        temporary.Store.Append([
            Event("e1", "u", null, InteractionKind.Purchase, 0, 99.5, "l1"),
            Event("e2", null, "v", InteractionKind.Click, 1, null, "l2"),
            Event("e3", null, "v", InteractionKind.Seen, 1, null, "l2"),
            Event("e4", "u", null, InteractionKind.View, 2, null, null),
            Event("e5", "u", null, InteractionKind.View, -1, null, null),
            Event("e6", "u", null, InteractionKind.View, 1, null, null) with
            {
                Domain = "other",
            },
        ]);

        var found = temporary.Store.Outcomes("shop", At, At.AddMinutes(2), CancellationToken.None).OrderBy(each => each.At);

        Assert.Equal(
            [
                new Outcome("u", InteractionKind.Purchase, At, 99.5, "l1", "item"),
                new Outcome(null, InteractionKind.Click, At.AddMinutes(1), null, "l2", "item"),
            ],
            found
        );
        Assert.Empty(temporary.Store.Outcomes("nowhere", At, At.AddDays(1), CancellationToken.None));
    }

    private static LiveEvent Event(
        string id,
        string? user,
        string? session,
        InteractionKind kind,
        int minute,
        double? value,
        string? list
    ) => new(id, "shop", user, session, "item", kind, At.AddMinutes(minute), value, list);
}
