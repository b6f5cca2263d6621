namespace Kuajie.Platform.Interactions.Live;

/// <summary>Learns of events between their commit and their acknowledgement: whoever was told "stored" finds them reflected.</summary>
public interface ILiveListener
{
    /// <summary>
    /// Takes in what was stored just now and not before. Called by one thread at a time; whoever sent the events waits for it, so it should be brief. What it throws is
    /// reported and changes nothing: the events are stored.
    /// </summary>
    void Committed(IReadOnlyList<LiveEvent> newEvents);
}
