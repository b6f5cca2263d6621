using System.Runtime.CompilerServices;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Reasons of live lists: the same as on the command line, from what is held in memory. Counts of shared users are kept with the model they were made for.</summary>
internal sealed class LiveReasons(IWorkspace workspace, LiveItems items, LiveHistories histories)
{
    private const int MostTraits = 2;
    private readonly ConditionalWeakTable<LiveModel, SupportCounts> supports = [];
    private readonly SupportLinks links = new(workspace.Links, () => histories.LinkEpoch);

    /// <summary>Links held for counting.</summary>
    public int LinkCount => links.Count;

    /// <summary>Pairs of items counted and held.</summary>
    public int PairCount => supports.Sum(each => each.Value.Count);

    /// <summary>Of links that changed nothing is held.</summary>
    public void LinksChanged() => links.Forget();

    /// <summary>
    /// The reasons for each candidate, in their order. Where the model says no more than that an item is popular, the segments say among whom; what is newer than the model
    /// has its reason from what it is about.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Reason>> Find(
        LiveModel model,
        PersonView person,
        Audience? audience,
        IReadOnlyList<Candidate> candidates,
        int most
    )
    {
        var support = supports.GetValue(model, each => new SupportCounts(workspace, each.Target.Domain, links));
        var evidence = EvidenceOf(model, person);
        var finder = new ReasonFinder((domain, ids) => Find(items, domain, ids), model.Served, support, evidence);
        var fresh = new NewItemReasons(model, evidence);
        ScoredItem[] known =
        [
            .. candidates
                .Where(candidate => candidate.Index < model.ItemCount)
                .Select(candidate => new ScoredItem(candidate.Index, model.Target.Ids[candidate.Number], null, candidate.Score)),
        ];
        var found = finder.Find(known, most).GetEnumerator();
        var reasons = new List<IReadOnlyList<Reason>>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var own = candidate.Index < model.ItemCount && found.MoveNext() ? found.Current : fresh.Of(candidate.Number);
            reasons.Add(AmongWhom(model, audience, candidate.Number, most) ?? own);
        }
        return reasons;
    }

    private static IReadOnlyList<Reason>? AmongWhom(LiveModel model, Audience? audience, int number, int most) =>
        most > 0 && audience?.Counts.SpeakingFor(audience.Traits, number) is { Count: > 0 } traits
            ? [new Reason(ReasonKind.Popular, LiveTexts.PopularAmong(model.Target.Domain, [.. traits.Take(MostTraits)]), null, null)]
            : null;

    /// <summary>What a place itself says.</summary>
    public static IReadOnlyList<Reason> OfSlot(string? slot) =>
        slot switch
        {
            SlotNames.Pinned => [new Reason(ReasonKind.Popular, LiveTexts.Pinned, null, null)],
            SlotNames.Promoted => [new Reason(ReasonKind.Popular, LiveTexts.Promoted, null, null)],
            _ => [],
        };

    /// <summary>The person's evidence in the form that reasons and diversity want it.</summary>
    public static UserEvidence EvidenceOf(LiveModel model, PersonView person)
    {
        var weights = model.Served.Data.KindWeights;
        var strongest = new Dictionary<(int Domain, string Item), (InteractionKind Kind, double Weight)>();
        foreach (var source in person.Sources)
        {
            var domain = Array.FindIndex(model.Domains, each => string.Equals(each.Domain, source.Key.Domain, StringComparison.Ordinal));
            if (domain < 0)
            {
                continue;
            }
            foreach (var touch in source.Touches)
            {
                Weigh(domain, touch);
            }
        }
        foreach (var (domain, touch) in person.Told)
        {
            Weigh(domain, touch);
        }
        return new UserEvidence(person.History, strongest.ToDictionary(pair => pair.Key, pair => pair.Value.Kind));

        void Weigh(int domain, Touch touch)
        {
            var key = (domain, model.Domains[domain].Ids[touch.Item]);
            var weight = touch.WeightBy(weights);
            if (!strongest.TryGetValue(key, out var known) || weight > known.Weight)
            {
                strongest[key] = (touch.Kind, weight);
            }
        }
    }

    /// <summary>Items by id, as far as the columns tell.</summary>
    public static IReadOnlyDictionary<string, Item> Find(LiveItems items, string domain, IReadOnlyCollection<string> ids)
    {
        var columns = items.Of(domain);
        return ids.Distinct(StringComparer.Ordinal)
            .Select(id => columns.ItemOf(columns.Ids.Find(id)))
            .OfType<Item>()
            .ToDictionary(item => item.ItemId, StringComparer.Ordinal);
    }
}
