namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>Units whose value is above 0.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Sum">Sum of their values.</param>
/// <param name="Squares">Sum of the squares of their values.</param>
public readonly record struct ActiveUnits(long Count, double Sum, double Squares)
{
    /// <summary>With fewer in an arm the arm's own variance is too uncertain to go by.</summary>
    private const long Few = 50;

    /// <summary>Below this the values are all alike, but for rounding.</summary>
    private const double Alike = 1e-9;

    /// <summary>Mean of their values; 0 without any.</summary>
    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>Squared coefficient of variation of their values; 0 where they are all alike.</summary>
    public double Variation => Sum > 0 && (Squares * Count / (Sum * Sum)) - 1 is var found and >= Alike ? found : 0;

    /// <summary>Both together.</summary>
    public static ActiveUnits operator +(ActiveUnits left, ActiveUnits right) => Add(left, right);

    /// <summary>Both together.</summary>
    public static ActiveUnits Add(ActiveUnits left, ActiveUnits right) =>
        new(left.Count + right.Count, left.Sum + right.Sum, left.Squares + right.Squares);

    /// <summary>Whether one of two arms has few active units, or, where all values are alike, few others. Not where most units are active with different values: that is no matter of who is.</summary>
    internal static bool AreFew(in ArmEstimate control, in ArmEstimate treatment)
    {
        if (control.Active is not { } c || treatment.Active is not { } t || !(c.Sum + t.Sum > 0))
        {
            return false;
        }
        var (all, few) = (c + t, Math.Min(c.Count, t.Count));
        return all.Variation == 0
            ? Math.Min(few, Math.Min(control.Units - c.Count, treatment.Units - t.Count)) < Few
            : few < Few && all.Count <= (control.Units + treatment.Units) / 2.0;
    }
}
