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
    private readonly ReadOnlyMemory<float> meanUserFactor;

    private protected FactorModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        FactorizationSettings settings,
        UserFold fold,
        ReadOnlyMemory<float> meanUserFactor
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        Rank = settings.Rank;
        this.fold = fold;
        this.meanUserFactor = meanUserFactor;
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
            meanUserFactor.Span.CopyTo(factor);
        }
        idleEquations.Add(equations);
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
            ["meanUserFactor"] = new ModelArray.Floats(meanUserFactor),
        };
        foreach (var block in fold.Blocks)
        {
            arrays[$"factors{block.Domain}"] = new ModelArray.Floats(block.Factors);
            arrays[$"gram{block.Domain}"] = new ModelArray.Floats(block.Gram);
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsAsJson(), arrays);
    }

    /// <summary>Scratch of an earlier call, or new: a request allocates nothing of size rank².</summary>
    private NormalEquations Rent() => idleEquations.TryTake(out var equations) ? equations : new NormalEquations(Rank);

    /// <summary>The trainer's options as JSON.</summary>
    private protected abstract string OptionsAsJson();

    /// <summary>Reads the parts that <see cref="ToState"/> wrote.</summary>
    private protected static (UserFold Fold, ReadOnlyMemory<float> MeanUserFactor) FromState(
        ModelState state,
        FactorizationSettings settings
    )
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
        return (new UserFold(settings, [.. blocks]), state.Floats("meanUserFactor", rank));
    }
}
