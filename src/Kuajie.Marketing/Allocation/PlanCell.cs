namespace Kuajie.Marketing.Allocation;

/// <summary>A placement as the solver sees it.</summary>
/// <param name="Curve">What exposures bring.</param>
/// <param name="UnitCost">Minor units per exposure.</param>
/// <param name="Fee">Minor units once where there is any exposure.</param>
/// <param name="Day">Index of its day budget; −1 for none.</param>
internal readonly record struct PlanCell(ResponseCurve Curve, double UnitCost, double Fee, int Day)
{
    public double Cost(double exposures) => exposures <= 0 ? 0 : Fee + (UnitCost * exposures);

    /// <summary>What exposures are worth where a minor unit is worth <paramref name="price"/> units of effect.</summary>
    public double Worth(double exposures, double price) => Curve.Effect(exposures) - (price * Cost(exposures));

    /// <summary>
    /// The exposures in [low, high] that are worth most, exactly, whatever the shape: an end, or the one stationary point on the falling branch. Of
    /// equals the fewest. The rising branch of an S has no maximum inside.
    /// </summary>
    public double Best(double price, double low, double high)
    {
        if (price <= 0)
        {
            return Curve.Effect(high) > Curve.Effect(low) ? high : low;
        }
        var inflection = Curve.Inflection;
        var from = Math.Max(low, inflection);
        var inner = from < high ? Curve.AtMarginal(price * UnitCost, from, high) : high;
        if (inflection <= low && (Fee == 0 || low > 0))
        {
            return inner;
        }
        var best = low;
        var worth = Worth(low, price);
        foreach (var at in (ReadOnlySpan<double>)[inner, high])
        {
            var other = Worth(at, price);
            if (other > worth)
            {
                (best, worth) = (at, other);
            }
        }
        return best;
    }
}
