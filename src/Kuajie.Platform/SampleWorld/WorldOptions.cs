using Kuajie.Platform.Faults;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.SampleWorld;

/// <summary>What a sample world is made from; equal options give equal worlds, byte for byte.</summary>
public sealed record WorldOptions
{
    /// <summary>Fewest users a side may have: below this robots, links and every kind of defect no longer fit.</summary>
    public const int MinimumUsers = 100;

    /// <summary>Most users a side may have.</summary>
    public const int MaximumUsers = 1_000_000;

    /// <summary>The partner's field, one of <see cref="ScenarioLibrary.Names"/>. Default sports.</summary>
    public string Scenario { get; init; } = "sports";

    /// <summary>Real users of each side, robots not counted. Default 5,000.</summary>
    public int Users { get; init; } = 5_000;

    /// <summary>The seed. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of each side's users that the other side knows as well. Default 0.4.</summary>
    public double OverlapShare { get; init; } = 0.4;

    /// <summary>Items of the knowledge platform. Default 600.</summary>
    public int KnowledgeItems { get; init; } = 600;

    /// <summary>Items of the partner. Default 360.</summary>
    public int PartnerItems { get; init; } = 360;

    /// <summary>Returns the options if a world can be made from them.</summary>
    /// <exception cref="KuajieException">The scenario is unknown or a number is out of range; a usage fault.</exception>
    public WorldOptions Validated()
    {
        if (!ScenarioLibrary.Names.Contains(Scenario))
        {
            throw SampleTexts.UnknownScenario(Scenario, ScenarioLibrary.Names);
        }
        if (Users is < MinimumUsers or > MaximumUsers)
        {
            throw SampleTexts.UsersOutOfRange(Users, MinimumUsers, MaximumUsers);
        }
        return this;
    }
}
