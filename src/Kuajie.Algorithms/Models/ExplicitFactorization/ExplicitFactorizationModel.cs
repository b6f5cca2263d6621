using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.ExplicitFactorization;

/// <summary>
/// Expected ratings r̂ = μ + b_i + b_u + x_u · y_i. The user's bias and factor are solved from the ratings in the history in closed form; a user without any
/// gets μ + b_i. O(history · rank² + rank³), an item in O(rank).
/// </summary>
public sealed class ExplicitFactorizationModel : IRatingModel, IFactorModel
{
    private readonly ConcurrentBag<RatingEquations> idleEquations = [];
    private readonly ExplicitFactorizationOptions options;
    private readonly float globalMean;
    private readonly ReadOnlyMemory<float> itemRows;
    private readonly ReadOnlyMemory<float> itemBiases;
    private readonly ReadOnlyMemory<float> itemWeights;
    private readonly float[] itemFactors;
    private readonly int order;

    internal ExplicitFactorizationModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        ExplicitFactorizationOptions options,
        RatingLearner learner
    )
        : this(targetDomain, domainItemCounts, options, learner.GlobalMean, learner.ItemRows, learner.ItemBiases, learner.ItemWeights) { }

    private ExplicitFactorizationModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        ExplicitFactorizationOptions options,
        float globalMean,
        ReadOnlyMemory<float> itemRows,
        ReadOnlyMemory<float> itemBiases,
        ReadOnlyMemory<float> itemWeights
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.options = options;
        this.globalMean = globalMean;
        this.itemRows = itemRows;
        this.itemBiases = itemBiases;
        this.itemWeights = itemWeights;
        order = options.Rank + 1;
        itemFactors = new float[itemBiases.Length * Rank];
        for (var item = 0; item < itemBiases.Length; item++)
        {
            var row = itemFactors.AsSpan(item * Rank, Rank);
            itemRows.Span.Slice(item * order, order).CopyTo(row);
            row[0] = 1;
            row[order] = globalMean + itemBiases.Span[item];
        }
    }

    /// <inheritdoc/>
    public string Name => ExplicitFactorizationKind.KindName;

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <summary>The user's bias, the factor, and one place more that carries μ + b_i.</summary>
    public int Rank => options.Rank + 2;

    /// <inheritdoc/>
    public ReadOnlyMemory<float> ItemFactors => itemFactors;

    /// <inheritdoc/>
    public void FoldIn(UserHistory history, Span<float> factor)
    {
        ModelInput.Check(this, history);
        factor.Clear();
        factor[order] = 1;
        var past = history[TargetDomain];
        if (past.Count > 0)
        {
            var equations = Rent();
            equations.Solve(itemRows.Span, past.Items.Span, Residuals(past), itemWeights.Span, factor[..order]);
            idleEquations.Add(equations);
        }
    }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        var factor = new float[Rank];
        FoldIn(history, factor);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = TensorPrimitives.Dot<float>(factor, itemFactors.AsSpan(item * Rank, Rank));
        }
    }

    /// <summary>
    /// How much each past rating moves the expected one: w_i (r_i − μ − b_i) z_iᵀ A⁻¹ z_j with z = [1, y]; with μ + b_j they add up to the score.
    /// </summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var past = history[TargetDomain];
        if (past.Count == 0)
        {
            return [];
        }
        var equations = Rent();
        equations.Factor(itemRows.Span, past.Items.Span, itemWeights.Span);
        var view = itemFactors.AsSpan(item * Rank, order).ToArray();
        equations.SolveFor(view);
        idleEquations.Add(equations);
        var residuals = Residuals(past);
        var contributions = new List<Contribution>();
        for (var entry = 0; entry < past.Count; entry++)
        {
            var pastItem = past.Items.Span[entry];
            var amount =
                residuals[entry] * itemWeights.Span[pastItem] * TensorPrimitives.Dot(itemRows.Span.Slice(pastItem * order, order), view);
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
                ["globalMean"] = new ModelArray.Floats(new[] { globalMean }),
                ["itemRows"] = new ModelArray.Floats(itemRows),
                ["itemBiases"] = new ModelArray.Floats(itemBiases),
                ["itemWeights"] = new ModelArray.Floats(itemWeights),
            }
        );

    internal static ExplicitFactorizationModel Restore(ModelState state, ExplicitFactorizationOptions options)
    {
        var items = state.DomainItemCounts[state.TargetDomain];
        return new ExplicitFactorizationModel(
            state.TargetDomain,
            state.DomainItemCounts,
            options,
            state.Floats("globalMean", 1).Span[0],
            state.Floats("itemRows", checked(items * (options.Rank + 1))),
            state.Floats("itemBiases", items),
            state.Floats("itemWeights", items)
        );
    }

    private RatingEquations Rent() => idleEquations.TryTake(out var equations) ? equations : new RatingEquations(options);

    private float[] Residuals(DomainHistory past)
    {
        var residuals = new float[past.Count];
        for (var entry = 0; entry < residuals.Length; entry++)
        {
            residuals[entry] = past.Weights.Span[entry] - globalMean - itemBiases.Span[past.Items.Span[entry]];
        }
        return residuals;
    }
}
