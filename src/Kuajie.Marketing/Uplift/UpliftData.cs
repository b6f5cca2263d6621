using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Uplift;

/// <summary>What an uplift model learns from: people who were treated or not by chance, and what came of it.</summary>
/// <param name="Features">What the effect may depend on, known before the treatment, each name once.</param>
/// <param name="Rows">One for each person, in any order.</param>
public sealed record UpliftData(IReadOnlyList<ResponseFeature> Features, IReadOnlyList<UpliftRow> Rows);

/// <summary>A person of the experiment.</summary>
/// <param name="Values">A value of each feature, in their order.</param>
/// <param name="IsTreated">Whether the person was treated.</param>
/// <param name="Outcome">What came of it: 0 or 1 for a conversion, else an amount.</param>
/// <param name="Propensity">Probability with which the person was to be treated, as the assignment knew it, 0.01 … 0.99. Default one half.</param>
public sealed record UpliftRow(IReadOnlyList<FeatureValue> Values, bool IsTreated, double Outcome, double Propensity = 0.5);

/// <summary>How an effect is learnt.</summary>
public enum UpliftLearner
{
    /// <summary>Two models, one of the treated and one of the others; the effect is their difference.</summary>
    T = 1,

    /// <summary>Imputed effects of either arm, learnt from the other arm's model and weighted by the propensity (Künzel, Sekhon, Bickel and Yu, PNAS 2019).</summary>
    X = 2,

    /// <summary>Doubly robust pseudo-outcomes from cross-fitted models, regressed on the features (Kennedy, "Towards optimal doubly robust estimation of heterogeneous causal effects", 2023).</summary>
    DoublyRobust = 3,
}

/// <summary>How uplift models are learnt and judged.</summary>
public sealed record UpliftOptions
{
    /// <summary>Share of the rows that judge and are not learnt from, 0.1 … 0.6. Default 0.3.</summary>
    public double TestShare { get; init; } = 0.3;

    /// <summary>Parts of the cross-fitting, 2 … 10. Default 3.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Trees of each model, 1 … 1000. Default 80: an effect is much smaller than what people do anyway, and more trees learn noise.</summary>
    public int Trees { get; init; } = 80;

    /// <summary>Leaves of a tree, 2 … 64. Default 8.</summary>
    public int Leaves { get; init; } = 8;

    /// <summary>Rows of a leaf, at least 1. Default 50.</summary>
    public int FewestRowsOfLeaf { get; init; } = 50;

    /// <summary>What a tree adds is multiplied by this, above 0 and at most 1. Default 0.05.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Levels of a category that fewer rows have count as one, 1 or more. Default 10.</summary>
    public int FewestRowsOfLevel { get; init; } = 10;

    /// <summary>Resamples behind the intervals, 100 … 10000. Default 500.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Seed of everything that is drawn. The same seed and rows give the same models.</summary>
    public ulong Seed { get; init; } = 1;
}
