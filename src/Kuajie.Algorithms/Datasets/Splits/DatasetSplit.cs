namespace Kuajie.Algorithms.Datasets.Splits;

/// <summary>A dataset cut into what a model may learn from and what it has to predict. Indexes are those of the whole dataset.</summary>
/// <param name="Training">The dataset without the held-out interactions; other domains than the target are whole unless the splitter says otherwise.</param>
/// <param name="TargetDomain">Index of the domain that was cut.</param>
/// <param name="HeldOut">What was kept back, ordered by user, then item.</param>
/// <param name="Splitter">Name of the splitter with its settings, for the record.</param>
/// <param name="Seed">Seed of its draws.</param>
public sealed record DatasetSplit(
    InteractionDataset Training,
    int TargetDomain,
    IReadOnlyList<HeldOutRow> HeldOut,
    string Splitter,
    ulong Seed
)
{
    /// <summary>Cuts the marked entries of the target domain out. O(entries).</summary>
    /// <param name="dataset">The whole dataset.</param>
    /// <param name="targetDomain">Index of the domain to cut.</param>
    /// <param name="isHeldOut">Shape entries of the target domain.</param>
    /// <param name="splitter">Name for the record.</param>
    /// <param name="seed">Seed for the record.</param>
    public static DatasetSplit Cut(InteractionDataset dataset, int targetDomain, ReadOnlySpan<bool> isHeldOut, string splitter, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var domain = dataset.Domains[targetDomain];
        var heldOut = new List<HeldOutRow>();
        var interactions = domain.Interactions;
        for (var user = 0; user < interactions.RowCount; user++)
        {
            var start = interactions.RowOffsets.Span[user];
            for (var place = 0; place < interactions.RowLength(user); place++)
            {
                if (isHeldOut[start + place])
                {
                    heldOut.Add(new HeldOutRow(user, interactions.RowColumns(user)[place], interactions.RowValues(user)[place]));
                }
            }
        }
        var domains = dataset.Domains.ToArray();
        domains[targetDomain] = EntryFilter.Without(domain, isHeldOut);
        return new DatasetSplit(new InteractionDataset(dataset.UserCount, domains), targetDomain, heldOut, splitter, seed);
    }
}
