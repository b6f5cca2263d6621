using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>
/// score_j = b_j + p_j · x with x = (Σ w_d c_i)^−α Σ w_d c_i q_i over the history in one or more domains: two sets of item factors and a bias. As a factor
/// model the bias is one more place of the factor, which is 1 for every user. O(history · rank), an item in O(rank).
/// </summary>
public abstract class HistoryFactorModel : IFactorModel
{
    private readonly BprOptions settings;
    private readonly IReadOnlyList<HistoryBlock> blocks;
    private readonly ReadOnlyMemory<float> itemFactors;

    private protected HistoryFactorModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        BprOptions settings,
        IReadOnlyList<HistoryBlock> blocks,
        ReadOnlyMemory<float> itemFactors
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.settings = settings;
        this.blocks = blocks;
        this.itemFactors = itemFactors;
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public int Rank => settings.Rank + 1;

    /// <summary>Shape target items × (rank + 1): p and b.</summary>
    public ReadOnlyMemory<float> ItemFactors => itemFactors;

    /// <inheritdoc/>
    public void FoldIn(UserHistory history, Span<float> factor)
    {
        ModelInput.Check(this, history);
        factor.Clear();
        var own = factor[..settings.Rank];
        var mass = 0f;
        foreach (var block in blocks)
        {
            var past = history[block.Domain];
            var confidences = Confidences(block, past);
            for (var entry = 0; entry < past.Count; entry++)
            {
                TensorPrimitives.MultiplyAdd(FactorOf(block, past.Items.Span[entry]), confidences[entry], own, own);
                mass += confidences[entry];
            }
        }
        TensorPrimitives.Multiply(own, ScaleOf(mass), own);
        factor[settings.Rank] = 1;
    }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        var factor = new float[Rank];
        FoldIn(history, factor);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = TensorPrimitives.Dot<float>(factor, itemFactors.Span.Slice(item * Rank, Rank));
        }
    }

    /// <summary>The terms (Σ w c)^−α w c_i q_i · p_j; with the bias b_j they add up to the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var view = itemFactors.Span.Slice(item * Rank, settings.Rank);
        var scale = ScaleOf(blocks.Sum(block => TensorPrimitives.Sum<float>(Confidences(block, history[block.Domain]))));
        var contributions = new List<Contribution>();
        foreach (var block in blocks)
        {
            var past = history[block.Domain];
            var confidences = Confidences(block, past);
            for (var entry = 0; entry < past.Count; entry++)
            {
                var pastItem = past.Items.Span[entry];
                var amount = scale * confidences[entry] * TensorPrimitives.Dot(FactorOf(block, pastItem), view);
                contributions.Add(new Contribution(block.Domain, pastItem, amount));
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
            ["domainWeights"] = new ModelArray.Floats(blocks.Select(block => block.Weight).ToArray()),
            ["meanWeights"] = new ModelArray.Floats(blocks.Select(block => block.MeanWeight).ToArray()),
            ["itemFactors"] = new ModelArray.Floats(itemFactors),
        };
        foreach (var block in blocks)
        {
            arrays[$"historyFactors{block.Domain}"] = new ModelArray.Floats(block.Factors);
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsAsJson(), arrays);
    }

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    /// <summary>Reads the parts that <see cref="ToState"/> wrote.</summary>
    private protected static (IReadOnlyList<HistoryBlock> Blocks, ReadOnlyMemory<float> ItemFactors) FromState(ModelState state, int rank)
    {
        var domains = state.Integers("domains").ToArray();
        if (!domains.Contains(state.TargetDomain) || domains.Any(domain => domain < 0 || domain >= state.DomainItemCounts.Count))
        {
            throw new InvalidModelStateException(
                $"Found domains [{string.Join(", ", domains)}] in the state of {state.Model}; expected indexes below {state.DomainItemCounts.Count} with {state.TargetDomain} among them."
            );
        }
        var weights = state.Floats("domainWeights", domains.Length);
        var means = state.Floats("meanWeights", domains.Length);
        var found = domains.Select(
            (domain, index) =>
                new HistoryBlock(
                    domain,
                    weights.Span[index],
                    means.Span[index],
                    state.Floats($"historyFactors{domain}", checked(state.DomainItemCounts[domain] * rank))
                )
        );
        return ([.. found], state.Floats("itemFactors", checked(state.DomainItemCounts[state.TargetDomain] * (rank + 1))));
    }

    private ReadOnlySpan<float> FactorOf(HistoryBlock block, int item) => block.Factors.Span.Slice(item * settings.Rank, settings.Rank);

    private float[] Confidences(HistoryBlock block, DomainHistory past)
    {
        var confidences = new float[past.Count];
        InteractionWeights.Confidences(past.Weights.Span, block.MeanWeight, settings.WeightExponent, confidences);
        TensorPrimitives.Multiply(confidences, block.Weight, confidences);
        return confidences;
    }

    private float ScaleOf(float mass) => mass > 0 ? (float)Math.Pow(mass, -settings.HistoryExponent) : 0;
}
