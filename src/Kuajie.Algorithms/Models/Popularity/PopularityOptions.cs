namespace Kuajie.Algorithms.Models.Popularity;

/// <summary>Options of <see cref="PopularityTrainer"/>.</summary>
public sealed record PopularityOptions : ModelOptions
{
    /// <summary>Days after which an interaction counts half, 0 … 100000; 0 never forgets. Has no effect on data without times. Default 0.</summary>
    public double HalfLifeDays { get; init; }

    /// <summary>
    /// How much a very active user's single interaction counts less: each counts (the user's interactions in the domain)^−this, 0 … 1. At 0 every
    /// interaction counts alike, at 1 every user does. Default 0.
    /// </summary>
    public double ActivityDamping { get; init; }

    /// <summary>Among whom items are popular. Default: everybody.</summary>
    public PopularitySegments Segments { get; init; } = PopularitySegments.None;

    /// <summary>
    /// κ: a segment's shares of interactions are drawn towards everybody's as if it had so much more weight of the latter, as a part of the mean weight of a
    /// segment, 0 … 100. Has no effect without segments. Default 0.1.
    /// </summary>
    public double Smoothing { get; init; } = 0.1;

    /// <inheritdoc/>
    public override IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("halfLifeDays", HalfLifeDays, 0, 100_000),
            .. OptionFault.OutsideRange("activityDamping", ActivityDamping, 0, 1),
            .. OptionFault.OutsideRange("smoothing", Smoothing, 0, 100),
        ];
}
