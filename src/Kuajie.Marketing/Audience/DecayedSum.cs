namespace Kuajie.Marketing.Audience;

/// <summary>
/// A sum of weights that halve with age, kept as its value at the latest time it heard of. Adding in any order and merging give the same up to rounding (forward decay: Cormode,
/// Shkapenyuk, Srivastava and Xu, ICDE 2009, with the exponential function, whose landmark can be moved).
/// </summary>
/// <param name="Value">The sum at <paramref name="At"/>.</param>
/// <param name="At">The latest time, in seconds since 1970.</param>
internal readonly record struct DecayedSum(double Value, long At)
{
    public DecayedSum Plus(double weight, long at, double halfLifeSeconds) =>
        Value == 0 ? new DecayedSum(weight, at)
        : at >= At ? new DecayedSum(ValueAt(at, halfLifeSeconds) + weight, at)
        : this with { Value = Value + (weight * Math.Pow(0.5, (At - at) / halfLifeSeconds)) };

    public double ValueAt(long at, double halfLifeSeconds) => Value * Math.Pow(0.5, (at - At) / halfLifeSeconds);
}
