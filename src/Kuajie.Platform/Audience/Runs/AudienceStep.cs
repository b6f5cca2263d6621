using Kuajie.Marketing.Audience;
using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Audience.Runs;

/// <summary>One message of the progress of long work on an audience.</summary>
/// <param name="Number">Rises by one with each message; a listener that lost its connection goes on from the last it has.</param>
/// <param name="At">When.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Done">What is done of it.</param>
/// <param name="Total">How much there is in all, or null where unknown.</param>
/// <param name="RatePerSecond">What is done a second in this stage, or null where there is too little to tell.</param>
/// <param name="SecondsLeft">Estimated seconds left in this stage, or null.</param>
public sealed record AudienceStep(
    int Number,
    DateTimeOffset At,
    AudienceStage Stage,
    long Done,
    long? Total,
    double? RatePerSecond = null,
    double? SecondsLeft = null
) : ILogStep
{
    /// <inheritdoc/>
    public bool IsLast => Stage == AudienceStage.Ended;
}

/// <summary>What long work on an audience tells of itself, as a log that can be followed. Changes of stage are always told.</summary>
public sealed class AudienceProgressLog(TimeProvider clock) : IRunProgress, IProgress<AudienceProgress>
{
    private const int MostKept = 1_000;
    private readonly StageClock<AudienceStage> stages = new(clock, AudienceStage.Waiting);

    /// <summary>The messages.</summary>
    public FollowedLog<AudienceStep> Log { get; } = new(clock, MostKept);

    /// <inheritdoc/>
    public void Report(AudienceProgress value) => Write(value, value.Done == value.Total);

    /// <inheritdoc/>
    public void End() => Write(new AudienceProgress(AudienceStage.Ended, 1, 1), isNotable: true);

    private void Write(AudienceProgress now, bool isNotable) =>
        Log.Write(
            () => stages.Enter(now.Stage) || isNotable,
            (number, at) =>
            {
                var (rate, left) = now.Stage == AudienceStage.Ended ? default : stages.Speed(now.Done, now.Total);
                return new AudienceStep(number, at, now.Stage, now.Done, now.Total, rate, left);
            }
        );
}
