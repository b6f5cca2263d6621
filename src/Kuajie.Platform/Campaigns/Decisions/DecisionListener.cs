using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>Lets campaigns know what came of what they showed, before the events are acknowledged.</summary>
/// <param name="decisions">The decisions.</param>
public sealed class DecisionListener(CampaignDecisions decisions) : ILiveListener
{
    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents) => decisions.TakeIn(newEvents);
}
