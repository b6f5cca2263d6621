using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.CrossDomain.EmbeddingMapping;

/// <summary>
/// Item factors of the target and maps from the other domains' user factors. A user without target interactions is the mapped factor; one with both is folded
/// in with the mapped factor as prior; one without source interactions is folded in as by <c>implicit-als</c>. O(history · rank² + rank³).
/// </summary>
public sealed class EmbeddingMappingModel : IFactorModel
{
    private readonly EmbeddingMappingOptions options;
    private readonly IReadOnlyList<ImplicitAlsModel> models;
    private readonly IReadOnlyList<FactorMap?> maps;

    internal EmbeddingMappingModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        EmbeddingMappingOptions options,
        IReadOnlyList<ImplicitAlsModel> models,
        IReadOnlyList<FactorMap?> maps
    )
    {
        TargetDomain = targetDomain;
        DomainItemCounts = domainItemCounts;
        this.options = options;
        this.models = models;
        this.maps = maps;
    }

    /// <inheritdoc/>
    public string Name => EmbeddingMappingKind.KindName;

    /// <inheritdoc/>
    public int TargetDomain { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> DomainItemCounts { get; }

    /// <inheritdoc/>
    public int Rank => options.Rank;

    /// <inheritdoc/>
    public ReadOnlyMemory<float> ItemFactors => models[TargetDomain].ItemFactors;

    /// <inheritdoc/>
    public void FoldIn(UserHistory history, Span<float> factor)
    {
        ModelInput.Check(this, history);
        var user = new MappedUser(history, TargetDomain, models, maps, options);
        if (user.IsMapped)
        {
            user.Factor.CopyTo(factor);
        }
        else
        {
            models[TargetDomain].FoldIn(history, factor);
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
            scores[item] = TensorPrimitives.Dot<float>(factor, ItemFactors.Span.Slice(item * Rank, Rank));
        }
    }

    /// <summary>
    /// The exact decomposition over both sides: the user's factor is linear in the target's interactions and in the mapped factor, which is linear in the
    /// source's (given the user's map).
    /// </summary>
    public IReadOnlyList<Contribution> Explain(UserHistory history, int item, int most)
    {
        ModelInput.Check(this, history, item, most);
        var user = new MappedUser(history, TargetDomain, models, maps, options);
        return user.IsMapped
            ? Contributions.Largest(user.Explain(ItemFactors.Span.Slice(item * Rank, Rank)), most)
            : models[TargetDomain].Explain(history, item, most);
    }

    /// <inheritdoc/>
    public ModelState ToState()
    {
        var arrays = new Dictionary<string, ModelArray>(StringComparer.Ordinal);
        for (var domain = 0; domain < models.Count; domain++)
        {
            foreach (var (name, array) in models[domain].ToState().Arrays)
            {
                arrays[$"domain{domain}.{name}"] = array;
            }
            if (maps[domain] is { } map)
            {
                arrays[$"maps{domain}"] = new ModelArray.Floats(map.Maps);
                if (map.Centers.Length > 0)
                {
                    arrays[$"centers{domain}"] = new ModelArray.Floats(map.Centers);
                }
            }
        }
        return new ModelState(Name, TargetDomain, DomainItemCounts, OptionsJson.Write(options), arrays);
    }

    internal static EmbeddingMappingModel Restore(ModelState state, EmbeddingMappingOptions options)
    {
        var domains = Enumerable.Range(0, state.DomainItemCounts.Count).ToArray();
        return new EmbeddingMappingModel(
            state.TargetDomain,
            state.DomainItemCounts,
            options,
            [.. domains.Select(domain => RestoreFactors(state, domain, options.ToFactorization()))],
            [.. domains.Select(domain => domain == state.TargetDomain ? null : RestoreMap(state, domain, options.Rank))]
        );
    }

    private static ImplicitAlsModel RestoreFactors(ModelState state, int domain, ImplicitAlsOptions factorization)
    {
        var prefix = $"domain{domain}.";
        var own = state
            .Arrays.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
        return ImplicitAlsModel.Restore(state with { TargetDomain = domain, Arrays = own }, factorization);
    }

    private static FactorMap RestoreMap(ModelState state, int domain, int rank)
    {
        var centers = state.Arrays.TryGetValue($"centers{domain}", out var array) ? array.Length : 0;
        if (centers % rank != 0)
        {
            throw new InvalidModelStateException(
                $"Found {centers} values in array 'centers{domain}' of {state.Model}; expected a multiple of {rank}."
            );
        }
        return new FactorMap(
            rank,
            state.Floats($"maps{domain}", checked((centers + rank) * rank)),
            centers == 0 ? ReadOnlyMemory<float>.Empty : state.Floats($"centers{domain}", centers)
        );
    }
}
