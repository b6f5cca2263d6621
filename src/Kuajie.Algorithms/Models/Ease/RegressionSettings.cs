namespace Kuajie.Algorithms.Models.Ease;

/// <summary>The numbers of a linear item model, whatever domains it reads.</summary>
/// <param name="Form">How the regression is solved.</param>
/// <param name="Regularization">λ.</param>
/// <param name="WeightExponent">Confidence is (weight / mean weight)^this.</param>
/// <param name="ItemExponent">ν: λ of an item grows with (its energy / the mean energy)^ν.</param>
/// <param name="UserExponent">γ: a user's row counts (row energy / mean row energy)^−γ.</param>
/// <param name="Neighbors">Weights kept for each target item; 0 keeps all.</param>
/// <param name="LocalItems">Items in each local regression of the sparse form.</param>
/// <param name="MemoryLimitMegabytes">Most memory for matrices.</param>
internal sealed record RegressionSettings(
    EaseForm Form,
    double Regularization,
    double WeightExponent,
    double ItemExponent,
    double UserExponent,
    int Neighbors,
    int LocalItems,
    int MemoryLimitMegabytes
)
{
    /// <summary>The options out of range.</summary>
    public IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("regularization", Regularization, 1e-3, 1e6),
            .. OptionFault.OutsideRange("itemExponent", ItemExponent, -1, 1),
            .. OptionFault.OutsideRange("userExponent", UserExponent, 0, 2),
            .. OptionFault.OutsideRange("neighbors", Neighbors, 0, 100_000),
            .. OptionFault.OutsideRange("localItems", LocalItems, 1, 2000),
            .. OptionFault.OutsideRange("memoryLimitMegabytes", MemoryLimitMegabytes, 1, 1_000_000),
            .. OptionFault.OutsideRange("weightExponent", WeightExponent, 0, 2),
        ];
}
