using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Simulation.Campaigns;

namespace Kuajie.Platform.Simulation;

/// <summary>What a simulation came to: the truth, and beside it what could be seen.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Start">The first moment of the first day.</param>
/// <param name="Days">The days of both sides, in order.</param>
/// <param name="Sides">The sides, the knowledge platform first.</param>
/// <param name="Campaigns">The campaigns; none where the scenario has none.</param>
/// <param name="Lists">Lists put on record.</param>
/// <param name="Events">Events stored.</param>
public sealed record SimulationReport(
    SimulationScenario Scenario,
    ulong Seed,
    DateTimeOffset Start,
    IReadOnlyList<SimulatedDay> Days,
    IReadOnlyList<SimulatedSideReport> Sides,
    IReadOnlyList<SimulatedCampaignReport> Campaigns,
    long Lists,
    long Events
);

/// <summary>One side.</summary>
/// <param name="Domain">Whose users.</param>
/// <param name="TargetDomain">Whose items they were shown.</param>
/// <param name="Truth">What would have happened under each arm.</param>
/// <param name="Observed">What could be seen of each arm.</param>
/// <param name="Split">Whether the arms' sizes fit their shares.</param>
public sealed record SimulatedSideReport(
    string Domain,
    string TargetDomain,
    SideTruth Truth,
    IReadOnlyList<ArmObservation> Observed,
    SampleRatioCheck Split
);

/// <summary>One day of one side, everybody under their own arm.</summary>
/// <param name="Day">Day of the simulation, from 0.</param>
/// <param name="Date">Its date.</param>
/// <param name="Domain">Whose users.</param>
/// <param name="Visits">Visits.</param>
/// <param name="Exposures">Times the promotion was shown.</param>
/// <param name="ExpectedConversions">Sum of their true probabilities.</param>
/// <param name="Conversions">Conversions that happened.</param>
/// <param name="ExpectedOwnPurchases">Sum of the true probabilities of purchases on the own platform.</param>
/// <param name="OwnPurchases">Those that happened.</param>
/// <param name="MeanMatch">How well the lists fitted, mean, 0 … 1.</param>
public sealed record SimulatedDay(
    int Day,
    DateOnly Date,
    string Domain,
    int Visits,
    int Exposures,
    double ExpectedConversions,
    int Conversions,
    double ExpectedOwnPurchases,
    int OwnPurchases,
    double MeanMatch
);

/// <summary>What can be seen of an arm, and against the control.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Units">Its users with an exposure.</param>
/// <param name="Exposures">Their exposures.</param>
/// <param name="Conversions">Their conversions.</param>
/// <param name="OwnPurchases">Their purchases on the own platform.</param>
/// <param name="Effect">Conversions per user against the control; null for the control.</param>
/// <param name="OwnEffect">Purchases on the own platform against the control; null for the control.</param>
public sealed record ArmObservation(
    string Name,
    long Units,
    long Exposures,
    long Conversions,
    long OwnPurchases,
    EffectReading? Effect,
    EffectReading? OwnEffect
)
{
    internal static ArmObservation Of(
        string name,
        long exposures,
        long conversions,
        long ownPurchases,
        UnitMoments[] converted,
        UnitMoments[] bought
    ) => new(name, converted[1].Units, exposures, conversions, ownPurchases, Read(converted), Read(bought));

    private static EffectReading? Read(UnitMoments[] arms) =>
        ReferenceEquals(arms[0], arms[1]) ? null : EffectReadings.FixedHorizon(ArmEstimates.Mean(arms[0]), ArmEstimates.Mean(arms[1]));
}
