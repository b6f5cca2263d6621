using System.Collections.Concurrent;
using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Blend.Search;
using Kuajie.Algorithms.Numerics.NearestNeighbors;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>A loaded version tied to the live items: whose index is which number, which items pass a filter, and the index that finds the best ones.</summary>
internal sealed class LiveModel
{
    private static long loaded;
    private readonly int[][] toIndex;
    private readonly int[] toNumber;
    private readonly int mostMasks;
    private readonly ConcurrentDictionary<string, (ItemMask Source, ulong[] Bits)> masks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IFactorModel, QuantizedFactors> indexes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<BlendModel, BlendIndex> blends = new(ReferenceEqualityComparer.Instance);

    /// <summary>Numbers the model's items. O(items).</summary>
    public LiveModel(ServedModel served, LiveItems items, LiveOptions options)
    {
        Number = Interlocked.Increment(ref loaded);
        Served = served;
        mostMasks = options.MostFilters;
        FactorModels = [.. Parts(served.Model).OfType<IFactorModel>()];
        var indexing = Task.Run(MakeIndexes);
        Domains = [.. served.Domains.Select(domain => items.Of(domain.Name))];
        int[][] numbers = [.. served.Domains.Select((domain, place) => Numbers(domain.Items, Domains[place].Ids))];
        toIndex = [.. numbers.Select(Indexes)];
        toNumber = numbers[Model.TargetDomain];
        NewItems = new NewItems(options.MostNewItems);
        indexing.GetAwaiter().GetResult();
    }

    /// <summary>Number of this loading; never that of another.</summary>
    public long Number { get; }

    public ServedModel Served { get; }

    public IModel Model => Served.Model;

    /// <summary>The items of each of the model's domains, in its order.</summary>
    public DomainItems[] Domains { get; }

    /// <summary>The items of the domain it recommends.</summary>
    public DomainItems Target => Domains[Model.TargetDomain];

    /// <summary>Number of target items the model knows.</summary>
    public int ItemCount => toNumber.Length;

    /// <summary>Target items that came after the model.</summary>
    public NewItems NewItems { get; }

    /// <summary>The models with factors that may serve.</summary>
    public IReadOnlyList<IFactorModel> FactorModels { get; }

    /// <summary>Number of the target item at an index of the model; indexes from <see cref="ItemCount"/> on are those of new items in their order.</summary>
    public int NumberOf(int index) => index < toNumber.Length ? toNumber[index] : NewItems.All[index - toNumber.Length].Number;

    /// <summary>The model's index of an item of one of its domains, or −1 where it does not know the item.</summary>
    public int IndexOf(int domain, int number) => (uint)number < (uint)toIndex[domain].Length ? toIndex[domain][number] : -1;

    /// <summary>The model that serves somebody with this history.</summary>
    public IModel Serving(UserHistory history) => Model is GatedModel gated ? gated.Serving(history) : Model;

    /// <summary>The index over a model's factors.</summary>
    public QuantizedFactors IndexOf(IFactorModel factors) =>
        indexes.GetOrAdd(factors, static model => new QuantizedFactors(model.ItemFactors, model.Rank));

    /// <summary>The search over a blend's parts.</summary>
    public BlendIndex IndexOf(BlendModel blend) => blends.GetOrAdd(blend, static model => new BlendIndex(model));

    /// <summary>How often blends were searched, and how many items were scored for it.</summary>
    public (long Searches, long Scored) BlendEffort
    {
        get
        {
            var (searches, scored) = (0L, 0L);
            foreach (var effort in blends.Values.Select(index => index.Effort))
            {
                (searches, scored) = (searches + effort.Searches, scored + effort.Scored);
            }
            return (searches, scored);
        }
    }

    /// <summary>A mask over item numbers as one over the model's indexes.</summary>
    public ReadOnlySpan<ulong> Bits(string key, ItemMask mask)
    {
        if (masks.TryGetValue(key, out var known) && ReferenceEquals(known.Source, mask))
        {
            return known.Bits;
        }
        var bits = new ulong[(toNumber.Length + 63) / 64];
        for (var index = 0; index < toNumber.Length; index++)
        {
            bits[index / 64] |= mask.Has(toNumber[index]) ? 1UL << (index & 63) : 0;
        }
        if (masks.Count >= mostMasks && !masks.ContainsKey(key))
        {
            masks.Clear();
        }
        masks[key] = (mask, bits);
        return bits;
    }

    private void MakeIndexes()
    {
        foreach (var factors in FactorModels)
        {
            IndexOf(factors);
        }
        foreach (var blend in Parts(Model).OfType<BlendModel>())
        {
            IndexOf(blend);
        }
    }

    private static IEnumerable<IModel> Parts(IModel model) =>
        model is GatedModel gated ? new[] { gated.Single, gated.Cross, gated.Cold }.OfType<IModel>() : [model];

    private static int[] Numbers(IdMap model, ItemIds live) => [.. model.Ids.Select(live.Give)];

    private static int[] Indexes(int[] numbers)
    {
        var places = new int[numbers.Length == 0 ? 0 : numbers.Max() + 1];
        Array.Fill(places, -1);
        for (var index = 0; index < numbers.Length; index++)
        {
            if (numbers[index] >= 0)
            {
                places[numbers[index]] = index;
            }
        }
        return places;
    }
}
