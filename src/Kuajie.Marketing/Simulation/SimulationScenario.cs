using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Simulation;

/// <summary>
/// A made-up joint promotion whose truth is known in closed form: how users of both sides visit, how they respond to an exposure under each arm, and what season does to both.
/// Immutable; valid defaults.
/// </summary>
public sealed record SimulationScenario
{
    /// <summary>Its name; default "null".</summary>
    public string Name { get; init; } = "null";

    /// <summary>Users of each side, 100 … 1,000,000. Default 20,000.</summary>
    public int Users { get; init; } = 20_000;

    /// <summary>Share of each side's users that the other side knows as well, 0 … 1. Default 0.4.</summary>
    public double Overlap { get; init; } = 0.4;

    /// <summary>The users of the knowledge platform, who are shown the partner's items.</summary>
    public SideResponse Knowledge { get; init; } = new();

    /// <summary>The users of the partner, who are shown the knowledge platform's items.</summary>
    public SideResponse Partner { get; init; } = new();

    /// <summary>2 … 10 arms; the first is the control. Default two that do the same.</summary>
    public IReadOnlyList<ScenarioArm> Arms { get; init; } = [new("control"), new("treatment")];

    /// <summary>What the calendar does. Default nothing.</summary>
    public Season Season { get; init; } = new();

    /// <summary>Up to 10 campaigns of the two sides. Default none.</summary>
    public IReadOnlyList<ScenarioCampaign> Campaigns { get; init; } = [];

    /// <summary>Everything wrong with the scenario, in the order of its members.</summary>
    public IReadOnlyList<InputFault> Faults() => [.. ScenarioFaults.Of(this)];

    /// <summary>The scenario, if it can be run.</summary>
    /// <exception cref="InvalidInputException">A number is out of its range or a name is missing or double; all faults at once.</exception>
    public SimulationScenario Validated()
    {
        InvalidInputException.ThrowIfAny(Faults());
        return this;
    }
}
