using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Items that came after the models learn from whoever takes them: after an event with such an item, its factor is solved anew from its latest takers before the next list
/// that may hold it, by <see cref="Settle"/>.
/// </summary>
public sealed class NewItemTakers : ILiveListener
{
    private const int MostTakers = 100;
    private readonly LiveItems items;
    private readonly LiveModels models;
    private readonly LiveEvidence evidence;
    private readonly IItemActivityStore activity;
    private readonly Lock changing = new();
    private readonly HashSet<(string Domain, string Item)> waiting = [];
    private volatile bool isWaiting;

    internal NewItemTakers(LiveItems items, LiveHistories histories, LiveModels models, IItemActivityStore activity)
    {
        (this.items, this.models, this.activity) = (items, models, activity);
        evidence = new LiveEvidence(histories, items);
    }

    /// <summary>Whether events wait to be settled.</summary>
    public bool IsWaiting => isWaiting;

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<LiveEvent> newEvents)
    {
        ArgumentNullException.ThrowIfNull(newEvents);
        foreach (var each in newEvents)
        {
            if (each.UserId is not null && models.AreNewItems(each.Domain, items.Of(each.Domain).Ids.Find(each.ItemId)))
            {
                lock (changing)
                {
                    waiting.Add((each.Domain, each.ItemId));
                    isWaiting = true;
                }
            }
        }
    }

    /// <summary>Solves the items that were taken since the last time. Call it off the way of requests and events.</summary>
    public void Settle()
    {
        (string Domain, string Item)[] taken;
        lock (changing)
        {
            taken = [.. waiting];
            waiting.Clear();
            isWaiting = false;
        }
        foreach (var (domain, item) in taken)
        {
            var number = items.Of(domain).Ids.Find(item);
            var takers = activity.OfItem(domain, item, MostTakers);
            foreach (var model in models.Recommending(domain))
            {
                if (model.NewItems.Find(number) is { } known)
                {
                    model.NewItems.Put(Solved(model, known, takers));
                }
            }
        }
    }

    private NewItem Solved(LiveModel model, NewItem known, IReadOnlyList<Interaction> takers)
    {
        var weights = model.Served.Data;
        var persons = takers
            .GroupBy(taker => taker.UserId, StringComparer.Ordinal)
            .Select(rows =>
                (
                    Person: evidence.Of(model, model.Target.Domain, rows.Key, null, OfItsOwn.Instance),
                    Weight: weights.Normalize((float)rows.Sum(row => weights.KindWeights.WeightOf(row.Kind, row.Value)))
                )
            )
            .Where(taker => taker.Weight > 0)
            .ToArray();
        return NewItem.Of(known.Number, [.. known.Alike.Select(each => (each.Index, each.Weight))], model.FactorModels, persons);
    }

    /// <summary>A taker's own domain alone: what an item is worth to others rests on nothing that partners could withdraw.</summary>
    private sealed class OfItsOwn : ILiveAccess
    {
        public static readonly OfItsOwn Instance = new();

        public string Party => "";

        public bool MayRecommend(string domain) => true;

        public bool MayTransfer(string domain, string targetDomain) => string.Equals(domain, targetDomain, StringComparison.Ordinal);
    }
}
