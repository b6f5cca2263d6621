using Kuajie.Platform.Campaigns.Decisions;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>Keeps decisions from the disk while a gate is closed: whoever decides meanwhile knows nothing yet of what the others were shown, whatever the speed of the disk.</summary>
/// <param name="store">The store.</param>
internal sealed class GatedDecisionStore(IDecisionStore store) : IDecisionStore, IDisposable
{
    private readonly ManualResetEventSlim gate = new(initialState: true);

    public void Close() => gate.Reset();

    public void Open() => gate.Set();

    public void Append(IReadOnlyList<Decision> decisions)
    {
        gate.Wait();
        store.Append(decisions);
    }

    public Decision? Find(string decisionId) => store.Find(decisionId);

    public Decision? FindRequest(string domain, string requestId) => store.FindRequest(domain, requestId);

    public IReadOnlyList<DecisionOutcome> OutcomesOf(string decisionId) => store.OutcomesOf(decisionId);

    public IReadOnlyList<bool> AppendOutcomes(IReadOnlyList<DecisionOutcome> outcomes) => store.AppendOutcomes(outcomes);

    public IReadOnlyList<DeliveryCount> DeliveryOf(string campaignId) => store.DeliveryOf(campaignId);

    public IReadOnlyList<SeenCount> SeenOf(string campaignId) => store.SeenOf(campaignId);

    public IEnumerable<LearntDecision> ContextsOf(string campaignId, OutcomeKind goal) => store.ContextsOf(campaignId, goal);

    public IReadOnlyList<ChosenCreative> ChoicesOf(string campaignId, OutcomeKind goal, DateTimeOffset until, int most) =>
        store.ChoicesOf(campaignId, goal, until, most);

    public IReadOnlyList<SlotRate> RatesOf(string domain, IReadOnlyList<string> slots, DateTimeOffset since, DateTimeOffset until) =>
        store.RatesOf(domain, slots, since, until);

    public IReadOnlyList<Decision> Since(DateTimeOffset moment) => store.Since(moment);

    public DateTimeOffset? Last() => store.Last();

    public long EraseUser(string domain, string userId) => store.EraseUser(domain, userId);

    public void Dispose() => gate.Dispose();
}
