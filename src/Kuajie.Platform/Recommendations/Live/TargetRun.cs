using System.Buffers;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Numerics.Selection;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// One request's work on one target: finds the best items under a filter, again with another filter where the request has several. Takes no full sort: an index over factors
/// or one pass over scores, with a mask, into a heap of the list's length. Give it back with <see cref="Dispose"/>.
/// </summary>
internal sealed class TargetRun : IDisposable
{
    [ThreadStatic]
    private static TopSelector? idleSelector;

    private readonly LiveRequest request;
    private readonly LiveCursor? cursor;
    private readonly long ticks;
    private readonly HashSet<int> taken = [];
    private float[]? scores;

    /// <summary>Scores with boosts of the items that came after the model, in their order; only where the request has boosts.</summary>
    private float[] boosted = [];

    /// <summary>Begins.</summary>
    /// <param name="request">The request.</param>
    /// <param name="model">The model that serves the target.</param>
    /// <param name="person">What is known of the person.</param>
    /// <param name="cursor">What was shown on earlier pages, or null.</param>
    /// <param name="ticks">The moment of the request.</param>
    public TargetRun(LiveRequest request, LiveModel model, PersonView person, LiveCursor? cursor, long ticks)
    {
        (this.request, this.cursor, this.ticks) = (request, cursor, ticks);
        (Model, Person) = (model, person);
        Serving = model.Serving(person.History);
        DomainHash = ItemIds.HashOf(model.Target.Domain);
    }

    public LiveModel Model { get; }

    public PersonView Person { get; }

    /// <summary>The segments of somebody who did nothing that is known, or null.</summary>
    public Audience? Audience { get; init; }

    /// <summary>The model that serves this very person.</summary>
    public IModel Serving { get; }

    public bool HasBoosts => request.Boosts.Count > 0;

    private ulong DomainHash { get; }

    /// <summary>The best items under the request's filter and another, those taken, shown or touched left out.</summary>
    /// <param name="also">The other filter, or null.</param>
    /// <param name="count">How many.</param>
    public Candidate[] Best(ItemFilter? also, int count)
    {
        // Shown items are known by their hash alone: as many more are looked for.
        var shown = cursor?.Shown.Length ?? 0;
        var room = Math.Max(1, Math.Min(count + shown, Model.ItemCount + Model.NewItems.All.Length));
        var selector = Rent(room);
        Select(also, selector);
        var (items, values) = (ArrayPool<int>.Shared.Rent(room), ArrayPool<float>.Shared.Rent(room));
        var found = selector.Drain(items.AsSpan(0, room), values.AsSpan(0, room));
        var best = Kept(items.AsSpan(0, found), values, count);
        ArrayPool<int>.Shared.Return(items);
        ArrayPool<float>.Shared.Return(values);
        idleSelector = selector;
        return best;
    }

    /// <summary>The same for the request without its boosts; nothing is taken yet.</summary>
    public TargetRun WithoutBoosts() => new(request with { Boosts = [] }, Model, Person, cursor, ticks);

    /// <summary>By what the request's boosts multiply an item's score, by its number.</summary>
    public Func<int, double> BoostFactors()
    {
        (ItemMask Mask, double Factor)[] boosts =
        [
            .. request.Boosts.Select(boost => (BoostedScores.MaskOf(boost, Model, ticks), boost.Factor)),
        ];
        return number => boosts.Aggregate(1.0, (product, boost) => boost.Mask.Has(number) ? product * boost.Factor : product);
    }

    /// <summary>Whether an item may be shown under the request's filter.</summary>
    public bool MayShow(int number) => Mask().Has(number) && !taken.Contains(number);

    /// <summary>Whether an item may be chosen: as <see cref="MayShow"/>, and neither touched nor shown before.</summary>
    public bool MayOffer(int number) => MayShow(number) && !IsSeen(number) && (cursor is null || !cursor.HasShown(HashOf(number)));

    /// <summary>The mask of the request's filter.</summary>
    public ItemMask Mask() => Model.Target.Filters.Of(request.Filter, request.Filter.Key(), ticks);

    /// <summary>Leaves an item out from now on.</summary>
    public void Take(int number) => taken.Add(number);

    /// <summary>Hash of an item of the target, for cursors.</summary>
    public ulong HashOf(int number) => Model.Target.Ids.HashOf(number) ^ DomainHash;

    /// <summary>The score of one item, boosts included; not a number where the model cannot say.</summary>
    public float ScoreOf(int number)
    {
        if (Model.IndexOf(Model.Model.TargetDomain, number) is >= 0 and var index)
        {
            return Scores()[index];
        }
        var fresh = Model.NewItems.All;
        var place = Array.FindIndex(fresh, item => item.Number == number);
        return place < 0 ? float.NaN : ScoreOfNew(fresh[place], place);
    }

    public void Dispose()
    {
        if (scores is not null)
        {
            ArrayPool<float>.Shared.Return(scores);
            scores = null;
        }
    }

    private static TopSelector Rent(int capacity)
    {
        var idle = idleSelector;
        idleSelector = null;
        return idle?.Capacity == capacity ? idle : new TopSelector(capacity);
    }

    private Candidate[] Kept(ReadOnlySpan<int> items, ReadOnlySpan<float> values, int count)
    {
        var kept = new Candidate[Math.Min(count, items.Length)];
        var place = 0;
        for (var each = 0; each < items.Length && place < kept.Length; each++)
        {
            var number = Model.NumberOf(items[each]);
            if (cursor is null || !cursor.HasShown(HashOf(number)))
            {
                kept[place++] = new Candidate(items[each], number, values[each]);
            }
        }
        return place == kept.Length ? kept : kept[..place];
    }

    private void Select(ItemFilter? also, TopSelector selector)
    {
        var key = request.Filter.Key();
        var filters = Model.Target.Filters;
        var mask = filters.Of(request.Filter, key, ticks);
        var allowed = Model.Bits(key, mask);
        var rented = ArrayPool<ulong>.Shared.Rent(Math.Max(1, allowed.Length));
        var bits = rented.AsSpan(0, allowed.Length);
        allowed.CopyTo(bits);
        ItemMask? second = null;
        if (also is not null)
        {
            var other = also.Key();
            second = filters.Of(also, other, ticks);
            TensorPrimitives.BitwiseAnd(bits, Model.Bits(other, second), bits);
        }
        LeaveOut(bits);
        if (Serving is IFactorModel factors && request.Boosts.Count == 0)
        {
            Model.IndexOf(factors).SelectTop(Person.Factor, bits, selector);
        }
        else if (Serving is BlendModel blend && request.Boosts.Count == 0)
        {
            Model.IndexOf(blend).SelectTop(Person.History, Person.Factor, bits, selector);
        }
        else
        {
            MaskedScores.Select(Scores(), bits, selector);
        }
        OfferNew(mask, second, selector);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private void LeaveOut(Span<ulong> bits)
    {
        LeaveOutSeen(bits);
        foreach (var number in taken)
        {
            Clear(bits, Model.IndexOf(Model.Model.TargetDomain, number));
        }
    }

    private void LeaveOutSeen(Span<ulong> bits)
    {
        if (request.IncludeSeen)
        {
            return;
        }
        foreach (var number in Person.Touched)
        {
            Clear(bits, Model.IndexOf(Model.Model.TargetDomain, number));
        }
    }

    private bool IsSeen(int number) => !request.IncludeSeen && Person.Touched.AsSpan().BinarySearch(number) >= 0;

    private static void Clear(Span<ulong> bits, int index)
    {
        if (index >= 0)
        {
            bits[index / 64] &= ~(1UL << (index & 63));
        }
    }

    private void OfferNew(ItemMask mask, ItemMask? second, TopSelector selector)
    {
        var fresh = Model.NewItems.All;
        for (var place = 0; place < fresh.Length; place++)
        {
            var item = fresh[place];
            var isEligible =
                mask.Has(item.Number)
                && (second is null || second.Has(item.Number))
                && !taken.Contains(item.Number)
                && !IsSeen(item.Number);
            if (isEligible)
            {
                selector.Offer(Model.ItemCount + place, ScoreOfNew(item, place));
            }
        }
    }

    private float ScoreOfNew(NewItem item, int place)
    {
        if (request.Boosts.Count == 0)
        {
            return UnboostedScoreOf(item, Serving is IFactorModel ? default : Scores());
        }
        Scores();
        // An item that came since the scores were made waits for the next request.
        return place < boosted.Length ? boosted[place] : float.NaN;
    }

    private float UnboostedScoreOf(NewItem item, ReadOnlySpan<float> raw) =>
        Serving is not IFactorModel factors ? item.ScoreFrom(raw)
        : item.FactorOf(factors) is { } factor ? TensorPrimitives.Dot(Person.Factor, factor)
        : float.NaN;

    private void Boost(Span<float> raw)
    {
        if (request.Boosts.Count == 0)
        {
            return;
        }
        var fresh = Model.NewItems.All;
        var ofFresh = new float[fresh.Length];
        for (var place = 0; place < fresh.Length; place++)
        {
            ofFresh[place] = UnboostedScoreOf(fresh[place], raw);
        }
        var mask = Mask();
        var eligible = Model.Bits(request.Filter.Key(), mask).ToArray();
        LeaveOutSeen(eligible);
        BoostedScores.Apply(request, Model, ticks, eligible, raw, fresh, number => mask.Has(number) && !IsSeen(number), ofFresh);
        boosted = ofFresh;
    }

    /// <summary>Scores of all the model's items, boosts included; made at the first use.</summary>
    private ReadOnlySpan<float> Scores()
    {
        if (scores is null)
        {
            scores = ArrayPool<float>.Shared.Rent(Math.Max(1, Model.ItemCount));
            Serving.Score(Person.History, scores.AsSpan(0, Model.ItemCount));
            Boost(scores.AsSpan(0, Model.ItemCount));
        }
        return scores.AsSpan(0, Model.ItemCount);
    }
}

/// <summary>An item that may be in a list.</summary>
/// <param name="Index">Its index under the model, or beyond the model's items for a new one.</param>
/// <param name="Number">Its number.</param>
/// <param name="Score">Its score, boosts included.</param>
internal readonly record struct Candidate(int Index, int Number, float Score);
