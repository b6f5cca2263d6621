namespace Kuajie.Marketing.Allocation;

/// <summary>A slot × time window × format that exposures can be given to.</summary>
/// <param name="Name">Its name, unique in a plan.</param>
/// <param name="Slot">Where it is shown, for example <c>home-top</c>.</param>
/// <param name="Day">The day, in the plan's time zone, whose budget it draws on.</param>
/// <param name="From">Begin of the window.</param>
/// <param name="To">End of the window, later than its begin; midnight (0:00) stands for the day's end.</param>
/// <param name="Format">What is shown, for example <c>banner</c>.</param>
/// <param name="Curve">What exposures bring.</param>
/// <param name="Cost">What exposures cost.</param>
public sealed record Placement(
    string Name,
    string Slot,
    DateOnly Day,
    TimeOnly From,
    TimeOnly To,
    string Format,
    ResponseCurve Curve,
    CostModel Cost
)
{
    /// <summary>X: exposures our side allows.</summary>
    public long OwnLimit { get; init; } = long.MaxValue;

    /// <summary>Y: exposures the partner's side allows.</summary>
    public long PartnerLimit { get; init; } = long.MaxValue;

    /// <summary>Exposures there are to be had: the forecast, or its lower end where one wants to be safe.</summary>
    public required long Inventory { get; init; }

    /// <summary>Different users who can be reached in the window; with a frequency limit, exposures are at most users · frequency.</summary>
    public long? Reach { get; init; }

    /// <summary>Exposures promised in a deal.</summary>
    public long Guaranteed { get; init; }

    /// <summary>The lowest curve that the uncertainty allows, for the robust plan; null where the curve is taken as certain.</summary>
    public ResponseCurve? WorstCurve { get; init; }
}
