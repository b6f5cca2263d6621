using Kuajie.Algorithms.Models.Neighborhood;

namespace Kuajie.Algorithms.Models.UserKnn;

/// <summary>The training users' rows, without ids and in no order of theirs; neighbours are found when a list is asked for.</summary>
public sealed class UserKnnModel : RowNeighborModel
{
    private readonly UserKnnOptions options;

    internal UserKnnModel(int targetDomain, IReadOnlyList<int> domainItemCounts, UserKnnOptions options, RowNeighborParts parts)
        : base(targetDomain, domainItemCounts, options.Settings, parts) => this.options = options;

    /// <inheritdoc/>
    public override string Name => UserKnnKind.KindName;

    internal static UserKnnModel Restore(ModelState state, UserKnnOptions options) =>
        new(state.TargetDomain, state.DomainItemCounts, options, RowNeighborParts.FromState(state));

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
