using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Simulation.Campaigns;

namespace Kuajie.Platform.Simulation;

/// <summary>What is simulated; equal options give equal outcomes, whatever the number of threads.</summary>
public sealed record SimulationOptions
{
    /// <summary>Most days of a run.</summary>
    public const int MostDays = 366;

    /// <summary>The scenario. Default the one without an effect.</summary>
    public SimulationScenario Scenario { get; init; } = new();

    /// <summary>Days, 1 … 366. Default 30.</summary>
    public int Days { get; init; } = 30;

    /// <summary>The seed. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of threads. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The options, if they can be run.</summary>
    /// <exception cref="Faults.KuajieException">The days are out of range, or a campaign cannot be agreed on; all faults of the campaigns at once.</exception>
    /// <exception cref="Marketing.Faults.InvalidInputException">The scenario cannot be run; all faults at once.</exception>
    public SimulationOptions Validated()
    {
        Scenario.Validated();
        CampaignsOfScenario.ThrowIfWrong(Scenario);
        return Days is >= 1 and <= MostDays ? this : throw SimulationTexts.DaysOutOfRange(Days, MostDays);
    }
}
