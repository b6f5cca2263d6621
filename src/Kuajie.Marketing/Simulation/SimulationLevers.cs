using System.Globalization;

namespace Kuajie.Marketing.Simulation;

/// <summary>Hypothetical arms beside the real ones, so that the best price and the best limit of exposures are known and not only the best of the arms that were tried.</summary>
internal static class SimulationLevers
{
    private static readonly double[] PriceFactors =
    [
        0.4,
        0.45,
        0.5,
        0.55,
        0.6,
        0.65,
        0.7,
        0.75,
        0.8,
        0.85,
        0.9,
        0.95,
        1,
        1.1,
        1.2,
        1.35,
        1.5,
    ];
    private static readonly int[] Limits = [1, 2, 3, 4, 5, 6];

    /// <summary>The control at other prices, where price matters.</summary>
    public static IReadOnlyList<ScenarioArm> Prices(SideResponse side, ScenarioArm control) =>
        side.PriceElasticity == 0
            ? []
            :
            [
                .. PriceFactors.Select(factor =>
                    control with
                    {
                        Name = factor.ToString("R", CultureInfo.InvariantCulture),
                        PriceFactor = factor,
                    }
                ),
            ];

    /// <summary>The control under other limits and under none, where exposures tire or cost.</summary>
    public static IReadOnlyList<ScenarioArm> ExposureLimits(SideResponse side, ScenarioArm control) =>
        side is { Fatigue: 0, ExposureCostMinorUnits: 0 }
            ? []
            :
            [
                .. Limits.Select(most => control with { Name = most.ToString(CultureInfo.InvariantCulture), MostExposuresPerWeek = most }),
                control with
                {
                    Name = "∞",
                    MostExposuresPerWeek = null,
                },
            ];
}
