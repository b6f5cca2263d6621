using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>What the value of an interaction says.</summary>
internal enum StepValue
{
    None,

    /// <summary>Whole seconds watched.</summary>
    Seconds,

    /// <summary>One to five stars.</summary>
    Stars,

    /// <summary>The item's price in yuan.</summary>
    Price,

    /// <summary>A gift's worth in yuan.</summary>
    Gift,
}

/// <summary>One step of the way from looking to finishing, for one (user, item).</summary>
/// <param name="Kind">What happens.</param>
/// <param name="After">The step it needs, or null.</param>
/// <param name="Probability">How likely for an item far from the user's tastes.</param>
/// <param name="TasteLift">What full taste adds to it.</param>
/// <param name="MostDelayMinutes">Longest time after the step before.</param>
/// <param name="Value">What its value says.</param>
/// <param name="DependsOnPrice">Whether the price holds people back.</param>
internal sealed record FunnelStep(
    InteractionKind Kind,
    InteractionKind? After,
    double Probability,
    double TasteLift,
    int MostDelayMinutes,
    StepValue Value = StepValue.None,
    bool DependsOnPrice = false
);
