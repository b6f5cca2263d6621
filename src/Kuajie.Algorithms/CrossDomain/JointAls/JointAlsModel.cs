using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Algorithms.CrossDomain.JointAls;

/// <summary>Item factors of all domains in one space; users are folded in from their interactions anywhere.</summary>
public sealed class JointAlsModel : FactorModel
{
    private readonly JointAlsOptions options;

    internal JointAlsModel(int targetDomain, IReadOnlyList<int> domainItemCounts, JointAlsOptions options, UserFold fold, UserSummary users)
        : base(targetDomain, domainItemCounts, options.ToSettings(), fold, users) => this.options = options;

    /// <inheritdoc/>
    public override string Name => JointAlsKind.KindName;

    internal static JointAlsModel Restore(ModelState state, JointAlsOptions options)
    {
        var (fold, users) = FromState(state, options.ToSettings());
        return new JointAlsModel(state.TargetDomain, state.DomainItemCounts, options, fold, users);
    }

    private protected override string OptionsAsJson() => OptionsJson.Write(options);
}
