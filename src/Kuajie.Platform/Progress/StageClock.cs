namespace Kuajie.Platform.Progress;

/// <summary>How fast the stage at hand of a piece of work goes. Used by one thread at a time.</summary>
/// <typeparam name="TStage">What work is busy with.</typeparam>
/// <param name="clock">The clock.</param>
/// <param name="first">The stage it begins in.</param>
public sealed class StageClock<TStage>(TimeProvider clock, TStage first)
    where TStage : struct, Enum
{
    /// <summary>A shorter time says nothing of how fast it goes.</summary>
    private const double LeastSeconds = 0.1;

    private TStage stage = first;
    private long began = clock.GetTimestamp();

    /// <summary>Whether a stage begins; its time then does too.</summary>
    public bool Enter(TStage now)
    {
        if (EqualityComparer<TStage>.Default.Equals(now, stage))
        {
            return false;
        }
        (stage, began) = (now, clock.GetTimestamp());
        return true;
    }

    /// <summary>What is done a second in the stage, and the estimated seconds left in it; null where there is too little to tell.</summary>
    /// <param name="done">What is done of it.</param>
    /// <param name="total">How much there is in all, or null where that is unknown.</param>
    public (double? RatePerSecond, double? SecondsLeft) Speed(long done, long? total)
    {
        var seconds = clock.GetElapsedTime(began).TotalSeconds;
        double? rate = seconds >= LeastSeconds && done > 0 ? done / seconds : null;
        return (rate, rate is { } perSecond && total is { } all ? (all - done) / perSecond : null);
    }
}
