using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>The ways people go in each field. Steps are tried in order; each kind happens at most once per (user, item), so no two rows can be equal.</summary>
internal static class Funnels
{
    private const int Day = 24 * 60;

    /// <summary>The step a paid item is got by: courses and columns are enrolled in, books and audios bought.</summary>
    private static FunnelStep[] Knowledge(InteractionKind pay) =>
        [
            new(InteractionKind.Search, null, 0.12, 0.05, 1),
            new(InteractionKind.View, null, 1, 0, 2),
            new(InteractionKind.Favourite, InteractionKind.View, 0.06, 0.2, 8),
            new(pay, InteractionKind.View, 0.12, 0.55, 45, StepValue.Price, DependsOnPrice: true),
            new(InteractionKind.Watch, pay, 0.7, 0.2, 2 * Day, StepValue.Seconds),
            new(InteractionKind.Complete, InteractionKind.Watch, 0.25, 0.45, 14 * Day),
            new(InteractionKind.Rating, InteractionKind.Complete, 0.35, 0.2, Day, StepValue.Stars),
            new(InteractionKind.Like, InteractionKind.View, 0.05, 0.15, 20),
            new(InteractionKind.Comment, InteractionKind.Complete, 0.12, 0.1, Day),
            new(InteractionKind.Share, InteractionKind.View, 0.02, 0.06, 30),
        ];

    private static readonly FunnelStep[] Sports =
    [
        new(InteractionKind.View, null, 1, 0, 2),
        new(InteractionKind.Click, InteractionKind.View, 0.3, 0.3, 2),
        new(InteractionKind.Watch, InteractionKind.Click, 0.3, 0.5, Day, StepValue.Seconds),
        new(InteractionKind.Like, InteractionKind.View, 0.06, 0.25, 30),
        new(InteractionKind.Favourite, InteractionKind.Click, 0.08, 0.3, 30),
        new(InteractionKind.Purchase, InteractionKind.Click, 0.05, 0.4, 3 * Day, StepValue.Price, DependsOnPrice: true),
        new(InteractionKind.Share, InteractionKind.View, 0.03, 0.1, 60),
        new(InteractionKind.Comment, InteractionKind.Watch, 0.05, 0.15, 60),
    ];

    private static readonly FunnelStep[] Shop =
    [
        new(InteractionKind.Search, null, 0.15, 0.1, 1),
        new(InteractionKind.View, null, 1, 0, 2),
        new(InteractionKind.Click, InteractionKind.View, 0.35, 0.3, 3),
        new(InteractionKind.Favourite, InteractionKind.Click, 0.12, 0.3, 20),
        new(InteractionKind.Purchase, InteractionKind.Click, 0.1, 0.5, 4 * Day, StepValue.Price, DependsOnPrice: true),
        new(InteractionKind.Rating, InteractionKind.Purchase, 0.4, 0.2, 12 * Day, StepValue.Stars),
        new(InteractionKind.Comment, InteractionKind.Purchase, 0.2, 0.1, 12 * Day),
        new(InteractionKind.Share, InteractionKind.View, 0.03, 0.07, 60),
    ];

    private static readonly FunnelStep[] Streaming =
    [
        new(InteractionKind.View, null, 1, 0, 2),
        new(InteractionKind.Watch, InteractionKind.View, 0.4, 0.45, 3, StepValue.Seconds),
        new(InteractionKind.Like, InteractionKind.Watch, 0.15, 0.3, 30),
        new(InteractionKind.Comment, InteractionKind.Watch, 0.1, 0.25, 40),
        new(InteractionKind.Favourite, InteractionKind.Watch, 0.08, 0.25, 60),
        new(InteractionKind.Gift, InteractionKind.Watch, 0.03, 0.17, 90, StepValue.Gift),
        new(InteractionKind.Share, InteractionKind.View, 0.02, 0.08, 60),
    ];

    private static readonly FunnelStep[] Finance =
    [
        new(InteractionKind.Search, null, 0.1, 0.05, 1),
        new(InteractionKind.View, null, 1, 0, 2),
        new(InteractionKind.Click, InteractionKind.View, 0.45, 0.3, 3),
        new(InteractionKind.Favourite, InteractionKind.Click, 0.2, 0.35, 20),
        new(InteractionKind.Purchase, InteractionKind.Click, 0.1, 0.45, 5 * Day, StepValue.Price, DependsOnPrice: true),
        new(InteractionKind.Comment, InteractionKind.View, 0.03, 0.05, 60),
        new(InteractionKind.Share, InteractionKind.View, 0.02, 0.05, 60),
    ];

    private static readonly FunnelStep[] Enrolled = Knowledge(InteractionKind.Enrol);
    private static readonly FunnelStep[] Bought = Knowledge(InteractionKind.Purchase);

    /// <summary>The steps for an item's kind.</summary>
    public static FunnelStep[] Of(string itemKind) =>
        itemKind switch
        {
            "course" or "column" => Enrolled,
            "book" or "audio" => Bought,
            "event" or "star" => Sports,
            "product" or "cultureItem" => Shop,
            "stream" or "streamer" => Streaming,
            "financialProduct" => Finance,
            _ => throw new ArgumentException($"Found item kind '{itemKind}'; expected one that has a funnel.", nameof(itemKind)),
        };
}
