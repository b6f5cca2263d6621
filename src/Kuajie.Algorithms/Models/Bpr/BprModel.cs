using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Bpr;

/// <summary>
/// score_j = b_j + p_j · x with x = (Σ c_i)^−α Σ_i c_i q_i over the history: two sets of item factors and a bias. As a factor model the bias is one more
/// place of the factor, which is 1 for every user.
/// </summary>
public sealed class BprModel : IFactorModel
{
    private readonly BprOptions options;
    private readonly float meanWeight;
    private readonly ReadOnlyMemory<float> itemFactors;
    private readonly ReadOnlyMemory<float> historyFactors;

    internal BprModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        BprOptions options,
        float meanWeight,
        ReadOnlySpan<float> factors,
        ReadOnlySpan<float> biases,
        ReadOnlyMemory<float> historyFactors
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.options = options;
        this.meanWeight = meanWeight;
        this.historyFactors = historyFactors;
        itemFactors = WithBiases(factors, biases, options.Rank);
    }

    private BprModel(ModelState state, BprOptions options)
    {
        TargetDomain = state.TargetDomain;
        DomainItemCounts = state.DomainItemCounts;
        this.options = options;
        var items = state.DomainItemCounts[state.TargetDomain];
        meanWeight = state.Floats("meanWeight", 1).Span[0];
        itemFactors = state.Floats("itemFactors", checked(items * (options.Rank + 1)));
        historyFactors = state.Floats("historyFactors", items * options.Rank);
    }

    /// <inheritdoc/>
    public string Name => BprKind.KindName;

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public int Rank => options.Rank + 1;

    /// <summary>Shape target items × (rank + 1): p and b.</summary>
    public ReadOnlyMemory<float> ItemFactors => itemFactors;

    /// <inheritdoc/>
    public void FoldIn(UserHistory history, Span<float> factor)
    {
        ModelInput.Check(this, history);
        var past = history[TargetDomain];
        var (confidences, scale) = Confidences(past);
        factor.Clear();
        var own = factor[..options.Rank];
        for (var entry = 0; entry < past.Count; entry++)
        {
            TensorPrimitives.MultiplyAdd(HistoryFactor(past.Items.Span[entry]), scale * confidences[entry], own, own);
        }
        factor[options.Rank] = 1;
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

    /// <summary>The terms (Σ c)^−α c_i q_i · p_j; with the bias b_j they add up to the score.</summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var past = history[TargetDomain];
        var (confidences, scale) = Confidences(past);
        var view = itemFactors.Span.Slice(item * Rank, options.Rank);
        var contributions = new List<Contribution>();
        for (var entry = 0; entry < past.Count; entry++)
        {
            var pastItem = past.Items.Span[entry];
            var amount = scale * confidences[entry] * TensorPrimitives.Dot(HistoryFactor(pastItem), view);
            contributions.Add(new Contribution(TargetDomain, pastItem, amount));
        }
        return Contributions.Largest(contributions, most);
    }

    /// <inheritdoc/>
    public ModelState ToState() =>
        new(
            Name,
            TargetDomain,
            DomainItemCounts,
            OptionsJson.Write(options),
            new Dictionary<string, ModelArray>(StringComparer.Ordinal)
            {
                ["meanWeight"] = new ModelArray.Floats(new[] { meanWeight }),
                ["itemFactors"] = new ModelArray.Floats(itemFactors),
                ["historyFactors"] = new ModelArray.Floats(historyFactors),
            }
        );

    internal static BprModel Restore(ModelState state, BprOptions options) => new(state, options);

    private ReadOnlySpan<float> HistoryFactor(int item) => historyFactors.Span.Slice(item * options.Rank, options.Rank);

    private (float[] Confidences, float Scale) Confidences(DomainHistory past)
    {
        var confidences = new float[past.Count];
        InteractionWeights.Confidences(past.Weights.Span, meanWeight, options.WeightExponent, confidences);
        var mass = TensorPrimitives.Sum<float>(confidences);
        return (confidences, mass > 0 ? (float)Math.Pow(mass, -options.HistoryExponent) : 0);
    }

    private static float[] WithBiases(ReadOnlySpan<float> factors, ReadOnlySpan<float> biases, int rank)
    {
        var joined = new float[biases.Length * (rank + 1)];
        for (var item = 0; item < biases.Length; item++)
        {
            factors.Slice(item * rank, rank).CopyTo(joined.AsSpan(item * (rank + 1)));
            joined[(item * (rank + 1)) + rank] = biases[item];
        }
        return joined;
    }
}
