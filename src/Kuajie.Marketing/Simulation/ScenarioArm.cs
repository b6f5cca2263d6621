namespace Kuajie.Marketing.Simulation;

/// <summary>One arm of a scenario: what it does to whoever is in it, on either side.</summary>
/// <param name="Name">Its name, unique in the scenario.</param>
public sealed record ScenarioArm(string Name)
{
    /// <summary>Its share of the users relative to the other arms, above 0 and at most 1,000. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What it adds to the log odds that an exposure converts, −5 … 5. Default 0.</summary>
    public double Effect { get; init; }

    /// <summary>Standard deviation of the effect among users, 0 … 5. Default 0: the same for everybody.</summary>
    public double EffectSpread { get; init; }

    /// <summary>What an exposure adds to the log odds of a purchase on the own platform, −5 … 5; below 0 the promotion draws buyers away. Default 0.</summary>
    public double OwnEffect { get; init; }

    /// <summary>Its price over the usual one, 0.05 … 20. Default 1.</summary>
    public double PriceFactor { get; init; } = 1;

    /// <summary>Most exposures of a user in a week of the simulation, 1 … 1,000; null for no limit.</summary>
    public int? MostExposuresPerWeek { get; init; }
}
