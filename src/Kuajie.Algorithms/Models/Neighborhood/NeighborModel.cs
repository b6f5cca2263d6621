using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>
/// A model that scores target item j as prior_j + damping_j · Σ_i confidence_i · S[i, j] over the user's past items i, with a sparse S per domain.
/// A user without a past is left with the prior: popularity. O(entries of the past items' rows of S + target items).
/// </summary>
public abstract class NeighborModel : IModel
{
    private readonly double weightExponent;
    private readonly IReadOnlyList<NeighborBlock> blocks;
    private readonly ReadOnlyMemory<float> damping;
    private readonly ReadOnlyMemory<float> prior;

    private protected NeighborModel(int targetDomain, IReadOnlyList<int> domainItemCounts, double weightExponent, NeighborParts parts)
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.weightExponent = weightExponent;
        blocks = parts.Blocks;
        damping = parts.Damping;
        prior = parts.Prior;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        scores.Clear();
        foreach (var block in blocks)
        {
            var past = history[block.Domain];
            var confidences = Confidences(block, past);
            for (var entry = 0; entry < past.Count; entry++)
            {
                var pastItem = past.Items.Span[entry];
                AddRow(block.Similarities.RowColumns(pastItem), block.Similarities.RowValues(pastItem), confidences[entry], scores);
            }
        }
        TensorPrimitives.MultiplyAdd(scores, damping.Span, prior.Span, scores);
    }

    /// <summary>The terms damping_j · confidence_i · S[i, j] that are not zero; with prior_j they add up to the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var contributions = new List<Contribution>();
        foreach (var block in blocks)
        {
            var past = history[block.Domain];
            var confidences = Confidences(block, past);
            for (var entry = 0; entry < past.Count; entry++)
            {
                var pastItem = past.Items.Span[entry];
                var place = block.Similarities.RowColumns(pastItem).BinarySearch(item);
                if (place >= 0)
                {
                    var amount = damping.Span[item] * confidences[entry] * block.Similarities.RowValues(pastItem)[place];
                    contributions.Add(new Contribution(block.Domain, pastItem, amount));
                }
            }
        }
        return Contributions.Largest(contributions, most);
    }

    /// <inheritdoc/>
    public ModelState ToState()
    {
        var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal)
        {
            ["domains"] = new ModelArray.Integers(blocks.Select(block => block.Domain).ToArray()),
            ["meanWeights"] = new ModelArray.Floats(blocks.Select(block => block.MeanWeight).ToArray()),
            ["damping"] = new ModelArray.Floats(damping),
            ["prior"] = new ModelArray.Floats(prior),
        };
        foreach (var block in blocks)
        {
            arrays[$"rowOffsets{block.Domain}"] = new ModelArray.Integers(block.Similarities.RowOffsets);
            arrays[$"columns{block.Domain}"] = new ModelArray.Integers(block.Similarities.Columns);
            arrays[$"similarities{block.Domain}"] = new ModelArray.Floats(block.Similarities.Values);
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsAsJson(), arrays);
    }

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    /// <summary>Changes the confidences of past interactions where a model knows more about them, such as their order. Leaves them by default.</summary>
    private protected virtual void Weigh(DomainHistory past, Span<float> confidences) { }

    private static void AddRow(ReadOnlySpan<int> neighbors, ReadOnlySpan<float> similarities, float confidence, Span<float> scores)
    {
        similarities = similarities[..neighbors.Length];
        for (var place = 0; place < neighbors.Length; place++)
        {
            scores[neighbors[place]] += confidence * similarities[place];
        }
    }

    private float[] Confidences(NeighborBlock block, DomainHistory past)
    {
        var confidences = new float[past.Count];
        InteractionWeights.Confidences(past.Weights.Span, block.MeanWeight, weightExponent, confidences);
        Weigh(past, confidences);
        return confidences;
    }
}
