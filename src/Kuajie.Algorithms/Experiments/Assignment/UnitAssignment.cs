namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>Whoever asks for an arm.</summary>
/// <param name="Unit">Id of the unit of the experiment: user, session or partner; for time blocks what is switched as one (a region, a scene), or an empty text.</param>
/// <param name="User">The user behind it, whom holdouts are asked about; where users are assigned it may be left out.</param>
/// <param name="Attributes">What targeting may ask about, or null.</param>
/// <param name="Time">When, for time blocks.</param>
public readonly record struct UnitRequest(
    string Unit,
    string? User = null,
    IReadOnlyDictionary<string, string>? Attributes = null,
    DateTimeOffset? Time = null
);

/// <summary>Why a unit has an arm or none.</summary>
public enum AssignmentReason
{
    /// <summary>It has an arm.</summary>
    Assigned,

    /// <summary>The user is in the global holdout.</summary>
    GlobalHoldout,

    /// <summary>The user is in the holdout of the experiment's campaign.</summary>
    CampaignHoldout,

    /// <summary>The unit's bucket of the layer does not belong to the experiment.</summary>
    OtherBucket,

    /// <summary>A condition of the targeting does not hold.</summary>
    NotTargeted,

    /// <summary>The ramp has not reached it yet.</summary>
    NotInTraffic,
}

/// <summary>What an experiment does with a unit.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Arm">The arm, or null for none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Unit">The id under which observations are counted: the unit, or the unit with its block.</param>
/// <param name="IsAnalysed">Whether what happens now belongs into the analysis: false without an arm and in the burn-in of a block.</param>
public sealed record UnitAssignment(string Experiment, string? Arm, AssignmentReason Reason, string Unit, bool IsAnalysed);
