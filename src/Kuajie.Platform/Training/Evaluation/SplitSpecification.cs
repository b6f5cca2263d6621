using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;

namespace Kuajie.Platform.Training.Evaluation;

/// <summary>A splitter by name, as on the command line.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Share">Share of interactions, users or items that is held out; leave-last-out ignores it.</param>
/// <param name="Seed">Seed of its draws.</param>
public sealed record SplitSpecification(string Name, double Share, ulong Seed)
{
    /// <summary>All splitters' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["leave-last-out", "temporal-cut", "ratio-per-user", "cold-user", "cold-item"];

    /// <summary>Whether items that training does not know must be candidates.</summary>
    public bool HoldsOutItems => Name == "cold-item";

    /// <summary>Cuts the target domain.</summary>
    /// <exception cref="Faults.KuajieException">A temporal cut of data without times.</exception>
    public DatasetSplit Split(InteractionDataset dataset, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Name switch
        {
            "leave-last-out" => Splitters.LeaveLastOut(dataset, targetDomain, Seed),
            "temporal-cut" when dataset.Domains[targetDomain].UnixSeconds.Length == 0 => throw EvaluationFaults.NoTimes(
                dataset.Domains[targetDomain].Domain
            ),
            "temporal-cut" => Splitters.TemporalCut(dataset, targetDomain, Share),
            "ratio-per-user" => Splitters.RatioPerUser(dataset, targetDomain, Share, Seed),
            "cold-user" => Splitters.ColdUsers(dataset, targetDomain, Share, Seed),
            "cold-item" => Splitters.ColdItems(dataset, targetDomain, Share, Seed),
            _ => throw new ArgumentException($"Found splitter '{Name}'; expected one of {string.Join(", ", Names)}.", nameof(dataset)),
        };
    }
}
