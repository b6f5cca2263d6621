using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// A trained implicit factorisation: item factors of one or more domains and their Gram matrices. A user is solved from the history in closed form
/// in O(history · rank² + rank³), an item scored in O(rank).
/// </summary>
public abstract class FactorModel : IFactorModel
{
    private readonly ConcurrentBag<NormalEquations> idleEquations = [];
    private readonly UserFold fold;
    private readonly FactorBlock target;
    private readonly FactorizationSettings settings;
    private readonly UserSummary users;

    private protected FactorModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        FactorizationSettings settings,
        UserFold fold,
        UserSummary users
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        Rank = settings.Rank;
        this.settings = settings;
        this.fold = fold;
        this.users = users;
        target = fold.Blocks.First(block => block.Domain == targetDomain);
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<float> ItemFactors => target.Factors;

    /// <summary>How a user is solved.</summary>
    internal UserFold Fold => fold;

    /// <inheritdoc/>
    public void FoldIn(UserHistory history, Span<float> factor)
    {
        ModelInput.Check(this, history);
        var equations = Rent();
        if (fold.Gather(history, equations))
        {
            equations.Solution(factor);
        }
        else
        {
            users.MeanFactor.Span.CopyTo(factor);
        }
        idleEquations.Add(equations);
    }

    /// <summary>
    /// The factor of an item the model does not know, from the users who took it: (Σ c x xᵀ + α₀ XᵀX + λ m^ν I)⁻¹ Σ c x, the item half of a sweep with each
    /// user x folded in. Its dot product with a user's factor is its score. O(Σ history · rank² + users · rank³).
    /// </summary>
    /// <param name="takers">What each of the users did before; those who did nothing the model knows are left out.</param>
    /// <param name="weights">Shape takers: positive weight of each one's interaction with the item, as in training.</param>
    /// <param name="factor">Shape rank; overwritten, with zeros where no taker is left.</param>
    /// <exception cref="ArgumentException">The weights are not as many as the takers, or the factor has another length.</exception>
    /// <exception cref="InvalidOperationException">The model was stored by a version that could not fold items in.</exception>
    public void FoldInItem(IReadOnlyList<UserHistory> takers, ReadOnlySpan<float> weights, Span<float> factor)
    {
        ArgumentNullException.ThrowIfNull(takers);
        if (weights.Length != takers.Count || factor.Length != Rank)
        {
            throw new ArgumentException(
                $"Found {weights.Length} weights and room for {factor.Length} numbers; expected {takers.Count} and {Rank}.",
                nameof(weights)
            );
        }
        if (users.Gram.IsEmpty)
        {
            throw new InvalidOperationException("The model was stored without its users' Gram matrix; train or refresh it once.");
        }
        var (factors, kept) = (new List<float>(takers.Count * Rank), new List<float>(takers.Count));
        for (var taker = 0; taker < takers.Count; taker++)
        {
            if (fold.Blocks.Any(block => takers[taker][block.Domain].Count > 0))
            {
                FoldIn(takers[taker], factor);
                factors.AddRange(factor);
                kept.Add(weights[taker]);
            }
        }
        SolveItem([.. factors], [.. kept], factor);
    }

    /// <inheritdoc/>
    public void Score(UserHistory history, Span<float> scores)
    {
        ModelInput.Check(this, history, scores);
        Span<float> factor = Rank <= 512 ? stackalloc float[Rank] : new float[Rank];
        FoldIn(history, factor);
        var factors = target.Factors.Span;
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = TensorPrimitives.Dot(factor, factors.Slice(item * Rank, Rank));
        }
    }

    /// <summary>
    /// The exact decomposition score = Σ c_i · f_iᵀ A⁻¹ f_t over the history (Hu, Koren and Volinsky 2008, section 5): A⁻¹ f_t is solved once, then
    /// each past interaction costs one dot product.
    /// </summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var equations = Rent();
        if (!fold.Gather(history, equations))
        {
            idleEquations.Add(equations);
            return [];
        }
        var view = target.Factors.Span.Slice(item * Rank, Rank).ToArray();
        var contributions = new List<Contribution>();
        AddContributions(equations, history, view, contributions);
        idleEquations.Add(equations);
        return Contributions.Largest(contributions, most);
    }

    /// <summary>Adds every past interaction's part of (the user's factor) · <paramref name="direction"/>; nothing where there is no history.</summary>
    internal void AddContributions(UserHistory history, float[] direction, List<Contribution> contributions)
    {
        var equations = Rent();
        if (fold.Gather(history, equations))
        {
            AddContributions(equations, history, direction, contributions);
        }
        idleEquations.Add(equations);
    }

    private void AddContributions(NormalEquations equations, UserHistory history, float[] view, List<Contribution> contributions)
    {
        equations.Solve(view);
        foreach (var block in fold.Blocks)
        {
            var past = history[block.Domain];
            var confidences = equations.ConfidencesOf(past.Count);
            fold.Confidences(block, past.Weights.Span, confidences);
            for (var entry = 0; entry < past.Count; entry++)
            {
                var pastItem = past.Items.Span[entry];
                var amount = confidences[entry] * TensorPrimitives.Dot(block.Factors.Span.Slice(pastItem * Rank, Rank), view);
                contributions.Add(new Contribution(block.Domain, pastItem, amount));
            }
        }
    }

    /// <inheritdoc/>
    public ModelState ToState()
    {
        var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal)
        {
            ["domains"] = new ModelArray.Integers(fold.Blocks.Select(block => block.Domain).ToArray()),
            ["domainWeights"] = new ModelArray.Floats(fold.Blocks.Select(block => block.Weight).ToArray()),
            ["meanWeights"] = new ModelArray.Floats(fold.Blocks.Select(block => block.MeanWeight).ToArray()),
        };
        users.Write(arrays);
        foreach (var block in fold.Blocks)
        {
            arrays[$"factors{block.Domain}"] = new ModelArray.Floats(block.Factors);
            arrays[$"gram{block.Domain}"] = new ModelArray.Floats(block.Gram);
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsAsJson(), arrays);
    }

    /// <summary>The item factors of a domain, or null where the model does not use it.</summary>
    internal ReadOnlyMemory<float>? FactorsOf(int domain) => fold.Blocks.FirstOrDefault(block => block.Domain == domain)?.Factors;

    private void SolveItem(float[] takers, float[] weights, Span<float> factor)
    {
        if (weights.Length == 0)
        {
            factor.Clear();
            return;
        }
        var equations = Rent();
        equations.Start(weights.Length);
        var confidences = equations.ConfidencesOf(weights.Length);
        settings.Confidences(weights, target.MeanWeight, confidences);
        equations.AddObserved(takers, [.. Enumerable.Range(0, weights.Length)], confidences);
        equations.AddUnobserved(users.Gram.Span, users.Count, (float)settings.UnobservedWeight);
        equations.Factor(settings.RidgeOf(equations.Mass));
        equations.Solution(factor);
        idleEquations.Add(equations);
    }

    /// <summary>Scratch of an earlier call, or new: a request allocates nothing of size rank².</summary>
    private NormalEquations Rent() => idleEquations.TryTake(out var equations) ? equations : new NormalEquations(Rank);

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    /// <summary>Reads the parts that <see cref="ToState"/> wrote.</summary>
    private protected static (UserFold Fold, UserSummary Users) FromState(ModelState state, FactorizationSettings settings)
    {
        var rank = settings.Rank;
        var domains = state.Integers("domains").ToArray();
        var ascending = domains.Zip(domains.Skip(1)).All(pair => pair.First < pair.Second);
        if (
            !ascending
            || !domains.Contains(state.TargetDomain)
            || domains.Any(domain => domain < 0 || domain >= state.DomainItemCounts.Count)
        )
        {
            throw new InvalidModelStateException(
                $"Found domains [{string.Join(", ", domains)}] in the state of {state.Model}; expected ascending indexes below {state.DomainItemCounts.Count} with {state.TargetDomain} among them."
            );
        }
        var weights = state.Floats("domainWeights", domains.Length);
        var means = state.Floats("meanWeights", domains.Length);
        var blocks = domains.Select(
            (domain, index) =>
                new FactorBlock(
                    domain,
                    weights.Span[index],
                    means.Span[index],
                    state.Floats($"factors{domain}", checked(state.DomainItemCounts[domain] * rank)),
                    state.Floats($"gram{domain}", rank * rank)
                )
        );
        return (new UserFold(settings, [.. blocks]), UserSummary.Read(state, rank));
    }
}
