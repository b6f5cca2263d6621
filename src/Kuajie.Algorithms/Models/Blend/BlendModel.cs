using System.Buffers;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;

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
    private readonly int[] trainedItems;

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
        trainedItems = [.. Enumerable.Range(0, isTrained.Length).Where(item => isTrained.Span[item] != 0)];
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
        var group = UserSegment.Of(history, TargetDomain).TargetRows;
        scores.Clear();
        var rented = ArrayPool<float>.Shared.Rent(scores.Length);
        var own = rented.AsSpan(0, scores.Length);
        for (var part = 0; part < parts.Length; part++)
        {
            var (plain, damped) = weights.OfPart(group, part);
            if (plain == 0 && damped == 0)
            {
                continue;
            }
            parts[part].Score(history, own);
            var scale = ScoreScale.Of(own, trainedItems);
            for (var item = 0; item < own.Length; item++)
            {
                var standardised = scale.Standardise(own[item]);
                scores[item] += (plain * standardised) + (damped * BlendBasis.Damp(standardised));
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>
    /// Each part's exact contributions, scaled by what the part's calibrated score is worth per unit of its own score at this item. With the
    /// parts' user-independent scores they add up to the score.
    /// </summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var group = UserSegment.Of(history, TargetDomain).TargetRows;
        var sums = new Dictionary<(int Domain, int Item), float>();
        var own = new float[isTrained.Length];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part].Score(history, own);
            var slope = SlopeOf(group, part, own[item], ScoreScale.Of(own, trainedItems));
            foreach (var contribution in parts[part].Explain(history, item, int.MaxValue))
            {
                var key = (contribution.Domain, contribution.Item);
                sums[key] = sums.GetValueOrDefault(key) + (slope * contribution.Amount);
            }
        }
        return Contributions.Largest([.. sums.Select(sum => new Contribution(sum.Key.Domain, sum.Key.Item, sum.Value))], most);
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

    private static string Prefix(int part) => FormattableString.Invariant($"part{part}/");

    private float SlopeOf(int group, int part, float score, ScoreScale scale)
    {
        var (plain, damped) = weights.OfPart(group, part);
        var standardised = scale.Standardise(score);
        var damping = MathF.Abs(standardised) < 1e-4f ? 1 : BlendBasis.Damp(standardised) / standardised;
        return (plain + (damped * damping)) / scale.Deviation;
    }
}
