using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>
/// One user's factor in the target space. The mapped factor is m = Σ_d (n_d / n) W_d(s_d)ᵀ s_d over the sources the user came to, by number of interactions.
/// With target interactions, x = (Σ c y yᵀ + (1 + τ) S)⁻¹ (Σ c y + τ S m) with S = α₀ YᵀY + ridge · I: the fold-in of the factorisation, and m as an
/// observation of the factor with the precision τ S.
/// </summary>
internal sealed class MappedUser
{
    private readonly UserHistory history;
    private readonly int target;
    private readonly IReadOnlyList<ImplicitAlsModel> models;
    private readonly EmbeddingMappingOptions options;
    private readonly List<Source> sources = [];
    private readonly int rank;
    private readonly float[] confidences;
    private readonly float[]? matrix;
    private readonly float ridge;

    public MappedUser(
        UserHistory history,
        int target,
        IReadOnlyList<ImplicitAlsModel> models,
        IReadOnlyList<FactorMap?> maps,
        EmbeddingMappingOptions options
    )
    {
        (this.history, this.target, this.models, this.options) = (history, target, models, options);
        rank = models[target].Rank;
        var own = history[target];
        var block = models[target].Fold.Blocks[0];
        confidences = new float[own.Count];
        Factor = new float[rank];
        Map(maps);
        IsMapped = sources.Count > 0 && Factor.AsSpan().ContainsAnyExcept(0f);
        if (!IsMapped || own.Count == 0)
        {
            return;
        }
        models[target].Fold.Confidences(block, own.Weights.Span, confidences);
        ridge = models[target].Fold.RidgeOf(block, confidences);
        matrix = new float[rank * rank];
        var right = new float[rank];
        PriorProduct(Factor, right);
        Fill(block, own.Items.Span, right);
        Cholesky.Factor(matrix, rank);
        Cholesky.Solve(matrix, rank, right);
        Factor = right;
    }

    /// <summary>Whether some source says something; else the user is the target factorisation's alone.</summary>
    public bool IsMapped { get; }

    /// <summary>Shape rank.</summary>
    public float[] Factor { get; private set; }

    /// <summary>Every past interaction's part of Factor · view.</summary>
    public List<Contribution> Explain(ReadOnlySpan<float> view)
    {
        var contributions = new List<Contribution>();
        var direction = view.ToArray();
        if (matrix is not null)
        {
            Cholesky.Solve(matrix, rank, direction);
            var (items, factors) = (history[target].Items, models[target].ItemFactors);
            for (var entry = 0; entry < items.Length; entry++)
            {
                var item = items.Span[entry];
                var amount = confidences[entry] * TensorPrimitives.Dot<float>(factors.Span.Slice(item * rank, rank), direction);
                contributions.Add(new Contribution(target, item, amount));
            }
            var mapped = new float[rank];
            PriorProduct(direction, mapped);
            direction = mapped;
        }
        foreach (var source in sources)
        {
            var back = new float[rank];
            FactorMap.Backward(source.Map, direction, source.Share, back);
            models[source.Domain].AddContributions(history, back, contributions);
        }
        return contributions;
    }

    private void Map(IReadOnlyList<FactorMap?> maps)
    {
        var masses = Enumerable.Range(0, maps.Count).Select(domain => maps[domain] is null ? 0 : MassOf(domain)).ToArray();
        var total = masses.Sum();
        for (var domain = 0; domain < maps.Count; domain++)
        {
            if (maps[domain] is { } map && masses[domain] > 0)
            {
                var factor = new float[rank];
                models[domain].FoldIn(history, factor);
                var source = new Source(domain, map.Of(factor), (float)(masses[domain] / total));
                sources.Add(source);
                FactorMap.Forward(source.Map, factor, source.Share, Factor);
            }
        }
    }

    private double MassOf(int domain) => DomainWeights.Of(options.DomainWeights, 1, domain, target) * history[domain].Count;

    /// <summary>result = τ S vector.</summary>
    private void PriorProduct(ReadOnlySpan<float> vector, Span<float> result)
    {
        var block = models[target].Fold.Blocks[0];
        var unobserved = models[target].Fold.UnobservedWeightOf(block);
        for (var row = 0; row < rank; row++)
        {
            var shared = unobserved * TensorPrimitives.Dot(block.Gram.Span.Slice(row * rank, rank), vector);
            result[row] = (float)options.PriorWeight * (shared + (ridge * vector[row]));
        }
    }

    private void Fill(FactorBlock block, ReadOnlySpan<int> items, Span<float> right)
    {
        var scale = (float)(1 + options.PriorWeight);
        TensorPrimitives.Multiply(block.Gram.Span, scale * models[target].Fold.UnobservedWeightOf(block), matrix!);
        for (var place = 0; place < matrix!.Length; place += rank + 1)
        {
            matrix[place] += scale * ridge;
        }
        SymmetricMatrix.AddOuterProducts(matrix, rank, block.Factors.Span, items, confidences);
        for (var entry = 0; entry < items.Length; entry++)
        {
            TensorPrimitives.MultiplyAdd(block.Factors.Span.Slice(items[entry] * rank, rank), confidences[entry], right, right);
        }
    }

    /// <summary>One source domain of this user.</summary>
    private sealed record Source(int Domain, float[] Map, float Share);
}
