using System.Text.Json;

namespace Kuajie.Marketing.Simulation;

/// <summary>A campaign of a scenario: what is agreed on, and what nobody but the simulation knows of its creatives.</summary>
/// <param name="Name">Its name, unique in the scenario.</param>
public sealed record ScenarioCampaign(string Name)
{
    /// <summary>The side that defines it and pays: <c>knowledge</c> or <c>partner</c>. Default <c>knowledge</c>.</summary>
    public string Owner { get; init; } = "knowledge";

    /// <summary>Its definition, an object as <c>kuajie campaign define</c> takes it.</summary>
    public JsonElement Definition { get; init; }

    /// <summary>What is true of each of its creatives, 1 … 20.</summary>
    public IReadOnlyList<CreativeTruth> Truth { get; init; } = [];
}

/// <summary>What is true of a creative: the same for every user, at any time.</summary>
/// <param name="Creative">The creative's name in the definition.</param>
public sealed record CreativeTruth(string Creative)
{
    /// <summary>Probability that an impression is clicked, 0 … 1. Default 0.05.</summary>
    public double Click { get; init; } = 0.05;

    /// <summary>Probability that a click converts, 0 … 1. Default 0.1.</summary>
    public double Conversion { get; init; } = 0.1;

    /// <summary>Probability that who saw it looks for it on the side it promotes, 0 … 1. Default 0.</summary>
    public double Search { get; init; }

    /// <summary>Probability that who saw it mentions it there, in a comment or a share, 0 … 1. Default 0.</summary>
    public double Mention { get; init; }

    /// <summary>Probability that an impression converts.</summary>
    internal double Both => Click * Conversion;
}
