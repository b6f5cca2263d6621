using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>One remembered interaction, in the least room.</summary>
/// <param name="Item">Number of the item in its domain, or a model's index of it: whoever makes it says which.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Value">As in <see cref="InteractionKind"/>; not a number where there is none.</param>
/// <param name="UnixSeconds">When; the least number where that is not known.</param>
internal readonly record struct Touch(int Item, InteractionKind Kind, double Value, long UnixSeconds)
{
    /// <summary>Size in memory, in bytes.</summary>
    public const int Bytes = 24;

    /// <summary>Stands for an unknown time.</summary>
    public const long NoTime = long.MinValue;

    public static Touch Of(int item, InteractionKind kind, double? value, DateTimeOffset? at) =>
        new(item, kind, value ?? double.NaN, at?.ToUnixTimeSeconds() ?? NoTime);

    /// <summary>What it weighs.</summary>
    public double WeightBy(KindWeights weights) => weights.WeightOf(Kind, double.IsNaN(Value) ? null : Value);
}
