namespace Kuajie.Marketing.Allocation;

/// <summary>What exposures bring: 0 at none, rising, saturating. The effect is in the unit of the data it was fitted on, for example conversions.</summary>
public abstract record ResponseCurve
{
    /// <summary>Exposures from which on the curve bends down; 0 where it does so from the beginning.</summary>
    public abstract double Inflection { get; }

    /// <summary>The effect of exposures ≥ 0.</summary>
    public abstract double Effect(double exposures);

    /// <summary>What one more exposure brings: the derivative; may be infinite at 0.</summary>
    public abstract double Marginal(double exposures);

    /// <summary>
    /// The exposures within [from, to] at which the marginal effect falls to a value, where <paramref name="from"/> is at or beyond the inflection: the
    /// nearest end where it is lower or higher throughout.
    /// </summary>
    public double AtMarginal(double marginal, double from, double to)
    {
        if (!(from < to) || Marginal(from) <= marginal)
        {
            return from;
        }
        if (Marginal(to) >= marginal)
        {
            return to;
        }
        var inner = Inverse(marginal, to);
        return double.IsFinite(inner) ? Math.Clamp(inner, from, to) : from;
    }

    /// <summary>Solves Marginal(A) = marginal on the falling branch, below <paramref name="to"/>.</summary>
    protected abstract double Inverse(double marginal, double to);

    /// <summary>What keeps the curve from being one; null where nothing does.</summary>
    internal abstract string? Fault { get; }
}
