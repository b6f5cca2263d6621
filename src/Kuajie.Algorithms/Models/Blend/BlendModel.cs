using System.Buffers;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models.Blend.Search;

namespace Kuajie.Algorithms.Models.Blend;

/// <summary>
/// Several models in one: the sum of each part's calibrated score, weighted by how much the target knows of the user. Costs what its parts cost.
/// </summary>
public sealed class BlendModel : IModel
{
    private readonly BlendOptions options;
    private readonly IModel[] parts;
    private readonly BlendWeights weights;
    private readonly ReadOnlyMemory<int> isTrained;
    private readonly Lazy<PartSearch[]> searches;

    /// <summary>Joins trained models.</summary>
    /// <param name="name">The kind's name.</param>
    /// <param name="options">What it was trained with.</param>
    /// <param name="parts">The trained parts.</param>
    /// <param name="weights">Their weights.</param>
    /// <param name="isTrained">Shape target items: 1 for those with training interactions, over which scores are standardised, else 0.</param>
    internal BlendModel(string name, BlendOptions options, IReadOnlyList<IModel> parts, BlendWeights weights, ReadOnlyMemory<int> isTrained)
    {
        Name = name;
        this.options = options;
        this.parts = [.. parts];
        this.weights = weights;
        this.isTrained = isTrained;
        searches = new Lazy<PartSearch[]>(() => [.. this.parts.Select(part => PartSearch.For(part, isTrained))]);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain => parts[0].TargetDomain;

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts => parts[0].DomainItemCounts;

    /// <summary>How the parts weigh.</summary>
    internal BlendWeights Weights => weights;

    /// <summary>The blended models.</summary>
    public IReadOnlyList<IModel> Parts => parts;

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        var group = GroupOf(history);
        scores.Clear();
        var rented = ArrayPool<float>.Shared.Rent(scores.Length);
        var own = rented.AsSpan(0, scores.Length);
        for (var part = 0; part < parts.Length; part++)
        {
            if (!weights.IsActive(group, part))
            {
                continue;
            }
            parts[part].Score(history, own);
            var scale = ScoreScale.OfCounted(own, isTrained.Span);
            BlendCalibration.Add(own, scale, weights.OfPart(group, part), scores);
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>The contributions of <see cref="ExplainByPart"/>, those of one past interaction added up.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var sums = new Dictionary<(int Domain, int Item), float>();
        foreach (var (_, contribution) in ExplainByPart(history, [item])[0])
        {
            var key = (contribution.Domain, contribution.Item);
            sums[key] = sums.GetValueOrDefault(key) + contribution.Amount;
        }
        return Contributions.Largest([.. sums.Select(sum => new Contribution(sum.Key.Domain, sum.Key.Item, sum.Value))], most);
    }

    /// <summary>
    /// Each part's exact contributions, scaled by what the part's calibrated score is worth per unit of its own score at this item. With the
    /// parts' user-independent scores they add up to the score.
    /// </summary>
    /// <param name="history">The history that was scored.</param>
    /// <param name="items">Item indexes in the target domain.</param>
    internal IReadOnlyList<IReadOnlyList<PartContribution>> ExplainByPart(UserHistory history, IReadOnlyList<int> items)
    {
        ModelInput.Check(this, history);
        var group = GroupOf(history);
        var found = items.Select(_ => new List<PartContribution>()).ToArray();
        for (var part = 0; part < parts.Length; part++)
        {
            if (!weights.IsActive(group, part))
            {
                continue;
            }
            using var scores = ScoresOf(part, history);
            for (var place = 0; place < items.Count; place++)
            {
                var slope = SlopeOf(group, part, scores[items[place]], scores.Scale);
                found[place]
                    .AddRange(
                        parts[part]
                            .Explain(history, items[place], int.MaxValue)
                            .Select(own => new PartContribution(parts[part], own with { Amount = slope * own.Amount }))
                    );
            }
        }
        return found;
    }

    /// <summary>The parts that count for a user, with what a score one deviation above the mean is worth.</summary>
    internal IEnumerable<(IModel Part, double Weight)> WeighedParts(UserHistory history)
    {
        ModelInput.Check(this, history);
        var group = GroupOf(history);
        return parts
            .Select((part, place) => (part, (double)weights.Calibrate(group, place, 1)))
            .Where((_, place) => weights.IsActive(group, place));
    }

    /// <inheritdoc/>
    public ModelState ToState()
    {
        var states = parts.Select(part => part.ToState()).ToArray();
        var arrays = new SortedDictionary<string, ModelArray>(StringComparer.Ordinal)
        {
            ["isTrained"] = new ModelArray.Integers(isTrained),
            ["weights"] = new ModelArray.Floats(weights.Values.Select(weight => (float)weight).ToArray()),
        };
        for (var part = 0; part < states.Length; part++)
        {
            PartState.Add(arrays, Prefix(part), states[part]);
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsJson.Write(options), arrays);
    }

    internal static BlendModel Restore(ModelState state, BlendOptions options)
    {
        if (options.Parts.Count == 0)
        {
            throw new InvalidModelStateException($"Found a {state.Model} without parts.");
        }
        var restored = options.Parts.Select((part, place) => PartState.Restore(state, Prefix(place), part.Model, part.Options));
        var learnt = state.Floats("weights", BlendWeights.GroupCount * BlendWeights.FeatureCount(options.Parts.Count));
        var trained = state.Integers("isTrained", state.DomainItemCounts[state.TargetDomain]);
        return new BlendModel(state.Model, options, [.. restored], new BlendWeights([.. learnt.ToArray()]), trained);
    }

    /// <summary>How each part is searched: made where it is first asked for.</summary>
    internal IReadOnlyList<PartSearch> Searches => searches.Value;

    /// <summary>By the part's index where there is one, else by scoring every item.</summary>
    private PartScores ScoresOf(int part, UserHistory history)
    {
        var search = searches.IsValueCreated ? searches.Value[part] : new WholePartSearch(parts[part], isTrained);
        var folded = new float[search.FoldedLength];
        search.FoldIn(history, folded);
        return search.Of(history, folded);
    }

    /// <summary>Whose weights count for the user.</summary>
    internal int GroupOf(UserHistory history) => UserSegment.Of(history, TargetDomain).TargetRows;

    private static string Prefix(int part) => FormattableString.Invariant($"part{part}/");

    private float SlopeOf(int group, int part, float score, ScoreScale scale)
    {
        var (plain, damped) = weights.OfPart(group, part);
        var standardised = scale.Standardise(score);
        var damping = MathF.Abs(standardised) < 1e-4f ? 1 : BlendBasis.Damp(standardised) / standardised;
        return (plain + (damped * damping)) / scale.Deviation;
    }
}
