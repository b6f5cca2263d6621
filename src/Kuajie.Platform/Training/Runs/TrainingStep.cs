using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Training.Runs;

/// <summary>What a training is busy with.</summary>
public enum TrainingStage
{
    /// <summary>Waits for the ones before it.</summary>
    Waiting,

    /// <summary>Reads interactions from the store.</summary>
    Reading,

    /// <summary>Tries candidates on validation rows.</summary>
    Selecting,

    /// <summary>Trains the chosen model on everything.</summary>
    Fitting,

    /// <summary>Is over.</summary>
    Ended,
}

/// <summary>One message of a training's progress.</summary>
/// <param name="Number">Rises by one with each message; a listener that lost its connection goes on from the last it has.</param>
/// <param name="At">When.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Done">Rows read, candidates tried, or steps done in this stage.</param>
/// <param name="Total">How many in all, or null where unknown.</param>
/// <param name="Model">The model at hand, or null.</param>
/// <param name="Ndcg">NDCG@10 on validation of the candidate just tried, or null.</param>
/// <param name="Loss">Training loss after the step, or null.</param>
/// <param name="RatePerSecond">Rows, candidates or steps a second in this stage, or null where there is too little to tell.</param>
/// <param name="SecondsLeft">Estimated seconds left in this stage, or null.</param>
public sealed record TrainingStep(
    int Number,
    DateTimeOffset At,
    TrainingStage Stage,
    long Done,
    long? Total,
    string? Model = null,
    double? Ndcg = null,
    double? Loss = null,
    double? RatePerSecond = null,
    double? SecondsLeft = null
) : ILogStep
{
    /// <inheritdoc/>
    public bool IsLast => Stage == TrainingStage.Ended;
}
