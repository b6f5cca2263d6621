using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Items that came after the models learn from whoever takes them: after an event with such an item, its factor is solved anew from its latest takers, by
/// <see cref="Settle"/>, and when a version is loaded from those the store knows. What a taker counts for is what they did up to the item's latest taking: so a factor
/// follows from the store alone, and a restart changes none.
/// </summary>
public sealed class NewItemTakers : ILiveListener
{
    private const int MostTakers = 100;
    private const int MostAtOnce = 500;

    /// <summary>Solved before a version serves; the others follow right after.</summary>
    private const int MostAtLoading = 200;

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
        models.Loaded = TakeIn;
        // After the models have taken the items in.
        items.Added += (domain, numbers) => Await(domain, numbers.Select(number => items.Of(domain).Ids[number]));
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
                Await(each.Domain, [each.ItemId]);
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
        foreach (var ofDomain in taken.GroupBy(each => each.Domain, StringComparer.Ordinal))
        {
            foreach (var some in ofDomain.Select(each => each.Item).Chunk(MostAtOnce))
            {
                var takers = activity.OfItems(ofDomain.Key, some, MostTakers);
                foreach (var model in models.Recommending(ofDomain.Key))
                {
                    Solve(model, takers);
                }
            }
        }
    }

    /// <summary>A version just loaded: its new items' takers, the items taken last first.</summary>
    private void TakeIn(LiveModel model)
    {
        var domain = model.Target.Domain;
        var taken = new List<KeyValuePair<string, IReadOnlyList<Interaction>>>();
        foreach (var some in model.NewItems.All.Select(item => model.Target.Ids[item.Number]).Chunk(MostAtOnce))
        {
            taken.AddRange(activity.OfItems(domain, some, MostTakers));
        }
        taken.Sort((first, second) => Nullable.Compare(second.Value[0].At, first.Value[0].At));
        Solve(model, taken.Take(MostAtLoading));
        Await(domain, taken.Skip(MostAtLoading).Select(item => item.Key));
    }

    private void Await(string domain, IEnumerable<string> itemIds)
    {
        lock (changing)
        {
            foreach (var item in itemIds)
            {
                waiting.Add((domain, item));
                isWaiting = true;
            }
        }
    }

    private void Solve(LiveModel model, IEnumerable<KeyValuePair<string, IReadOnlyList<Interaction>>> taken)
    {
        foreach (var (item, takers) in taken)
        {
            if (model.NewItems.Find(model.Target.Ids.Find(item)) is { } known)
            {
                model.NewItems.Put(Solved(model, known, takers));
            }
        }
    }

    private NewItem Solved(LiveModel model, NewItem known, IReadOnlyList<Interaction> takers)
    {
        var weights = model.Served.Data;
        var latest = takers[0].At?.ToUnixTimeSeconds() ?? long.MaxValue;
        (UserHistory, float Weight)[] persons =
        [
            .. takers
                .GroupBy(taker => taker.UserId, StringComparer.Ordinal)
                .Select(rows =>
                    (
                        evidence.Until(model, rows.Key, latest),
                        Weight: weights.Normalize((float)rows.Sum(row => weights.KindWeights.WeightOf(row.Kind, row.Value)))
                    )
                )
                .Where(taker => taker.Weight > 0),
        ];
        return known.TakenBy(model.FactorModels, persons, model.Model.TargetDomain);
    }
}
