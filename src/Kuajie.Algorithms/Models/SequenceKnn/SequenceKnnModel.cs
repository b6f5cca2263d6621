using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.SequenceKnn;

/// <summary>The training users' sessions, without ids and in no order of theirs; neighbours are found when a list is asked for.</summary>
public sealed class SequenceKnnModel : RowNeighborModel
{
    private readonly SequenceKnnOptions options;

    internal SequenceKnnModel(int targetDomain, IReadOnlyList<int> domainItemCounts, SequenceKnnOptions options, RowNeighborParts parts)
        : base(targetDomain, domainItemCounts, options.Settings, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => SequenceKnnKind.KindName;

    internal static SequenceKnnModel Restore(ModelState state, SequenceKnnOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, RowNeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
