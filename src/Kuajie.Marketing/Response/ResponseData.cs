namespace Kuajie.Marketing.Response;

/// <summary>What a response model learns from.</summary>
/// <param name="Outcome">What is predicted.</param>
/// <param name="Features">What it is predicted from, each name once.</param>
/// <param name="Rows">In any order; they are split by time, never by chance.</param>
public sealed record ResponseData(ResponseOutcome Outcome, IReadOnlyList<ResponseFeature> Features, IReadOnlyList<ResponseRow> Rows);

/// <summary>Something an outcome is predicted from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sort">Number or category.</param>
/// <param name="Timing">When it is known. What is known only after the outcome is refused: it would predict in the laboratory and nowhere else.</param>
public sealed record ResponseFeature(string Name, FeatureSort Sort, FeatureTiming Timing = FeatureTiming.BeforeOutcome);

/// <summary>Sorts of feature.</summary>
public enum FeatureSort
{
    /// <summary>A number.</summary>
    Number = 1,

    /// <summary>One of some levels.</summary>
    Category = 2,
}

/// <summary>When a feature is known.</summary>
public enum FeatureTiming
{
    /// <summary>When the prediction is made.</summary>
    BeforeOutcome = 1,

    /// <summary>Only when the outcome is.</summary>
    AfterOutcome = 2,
}

/// <summary>One observation.</summary>
/// <param name="At">When the prediction would have been made.</param>
/// <param name="Values">A value of each feature, in their order.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Group">Rows that are not independent of each other, such as those of one user; null where the row stands alone. Intervals treat a group as one observation.</param>
public sealed record ResponseRow(DateTimeOffset At, IReadOnlyList<FeatureValue> Values, double Outcome, string? Group = null);

/// <summary>A number, a level, or nothing where the value is missing.</summary>
/// <param name="Number">The number, or null.</param>
/// <param name="Level">The level, or null.</param>
public readonly record struct FeatureValue(double? Number, string? Level)
{
    /// <summary>The value is not known.</summary>
    public static FeatureValue Missing => default;

    /// <summary>A number.</summary>
    public static FeatureValue Of(double number) => new(number, null);

    /// <summary>A level of a category.</summary>
    public static FeatureValue Of(string level) => new(null, level);
}
