using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>An earlier model's item factors, by the items of a newer dataset: where a refresh starts.</summary>
internal sealed class FormerFactors
{
    private readonly FactorModel model;
    private readonly IReadOnlyList<ReadOnlyMemory<int>> formerItems;

    /// <summary>Checks that the model and the item indexes fit the trainer and the dataset.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public FormerFactors(
        IModel model,
        IReadOnlyList<ReadOnlyMemory<int>> formerItems,
        InteractionDataset dataset,
        int targetDomain,
        string kind,
        int rank
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(formerItems);
        if (model is not FactorModel found || !string.Equals(model.Name, kind, StringComparison.Ordinal) || found.Rank != rank)
        {
            throw new ArgumentException($"Found a model of {model.Name}; expected one of {kind} with rank {rank}.", nameof(model));
        }
        if (model.TargetDomain != targetDomain || model.DomainItemCounts.Count != dataset.Domains.Count)
        {
            throw new ArgumentException(
                $"Found a model of domain {model.TargetDomain} of {model.DomainItemCounts.Count}; expected {targetDomain} of {dataset.Domains.Count}.",
                nameof(model)
            );
        }
        for (var domain = 0; domain < dataset.Domains.Count; domain++)
        {
            CheckItems(model, formerItems, dataset, domain);
        }
        this.model = found;
        this.formerItems = formerItems;
    }

    /// <summary>How many sweeps carry a model on that was trained with so many.</summary>
    public static int Sweeps(int trainingSweeps) => (trainingSweeps + 7) / 8;

    /// <summary>Users start from nothing in a refresh: more steps make up for it.</summary>
    public static FactorizationSettings Settings(FactorizationSettings settings) =>
        settings with
        {
            ConjugateSteps = 2 * settings.ConjugateSteps,
        };

    /// <summary>Puts the former factors in place of the first ones.</summary>
    public void Start(AlternatingLeastSquares factorization, IReadOnlyList<FactorizationBlockData> blocks)
    {
        for (var block = 0; block < blocks.Count; block++)
        {
            if (model.FactorsOf(blocks[block].Domain) is { } factors)
            {
                factorization.StartFrom(block, factors.Span, formerItems[blocks[block].Domain].Span);
            }
        }
    }

    private static void CheckItems(IModel model, IReadOnlyList<ReadOnlyMemory<int>> formerItems, InteractionDataset dataset, int domain)
    {
        var count = dataset.Domains[domain].Interactions.ColumnCount;
        if (formerItems.Count != dataset.Domains.Count || formerItems[domain].Length != count)
        {
            throw new ArgumentException(
                $"Found former items of other domains or lengths; expected {count} in domain {domain}.",
                nameof(formerItems)
            );
        }
        foreach (var former in formerItems[domain].Span)
        {
            if (former < -1 || former >= model.DomainItemCounts[domain])
            {
                throw new ArgumentException(
                    $"Found former item {former} in domain {domain}; expected −1 … {model.DomainItemCounts[domain] - 1}.",
                    nameof(formerItems)
                );
            }
        }
    }
}
