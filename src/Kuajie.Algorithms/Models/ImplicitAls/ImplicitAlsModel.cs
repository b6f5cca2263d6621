using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.Models.ImplicitAls;

/// <summary>Item factors of the target domain; users are folded in from their interactions there.</summary>
public sealed class ImplicitAlsModel : FactorModel
{
    private readonly ImplicitAlsOptions options;

    internal ImplicitAlsModel(
        int targetDomain,
        IReadOnlyList<int> domainItemCounts,
        ImplicitAlsOptions options,
        UserFold fold,
        UserSummary users
    )
        : base(targetDomain, domainItemCounts, options.ToSettings(), fold, users) => this.options = options;

    /// <inheritdoc/>
    public override string Name => ImplicitAlsKind.KindName;

    internal static ImplicitAlsModel Restore(ModelState state, ImplicitAlsOptions options)
    {
        var (fold, users) = FromState(state, options.ToSettings());
        return new ImplicitAlsModel(state.TargetDomain, state.DomainItemCounts, options, fold, users);
    }

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
