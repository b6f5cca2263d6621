namespace Kuajie.Marketing.Allocation;

/// <summary>
/// f(A) = ceiling · Aʰ / (Kʰ + Aʰ): saturating, S-shaped where the shape h exceeds 1 (Hill 1910; as a response to advertising: Jin et al., "Bayesian
/// methods for media mix modeling with carryover and shape effects", 2017, equation 4).
/// </summary>
/// <param name="Ceiling">Effect that no number of exposures passes; ≥ 0.</param>
/// <param name="HalfSaturation">K: exposures that bring half of it; &gt; 0.</param>
/// <param name="Shape">h; &gt; 0.</param>
public sealed record HillCurve(double Ceiling, double HalfSaturation, double Shape = 1) : ResponseCurve
{
    private const int Steps = 60;

    /// <inheritdoc/>
    public override double Inflection => Shape <= 1 ? 0 : HalfSaturation * Math.Pow((Shape - 1) / (Shape + 1), 1 / Shape);

    internal override string? Fault =>
        Ceiling >= 0 && HalfSaturation > 0 && Shape > 0 && double.IsFinite(Ceiling + HalfSaturation + Shape)
            ? null
            : FormattableString.Invariant($"{Ceiling} · A^{Shape} / ({HalfSaturation}^{Shape} + A^{Shape})");

    /// <inheritdoc/>
    public override double Effect(double exposures) => Ceiling * Share(exposures);

    /// <inheritdoc/>
    public override double Marginal(double exposures)
    {
        if (exposures <= 0)
        {
            return Shape > 1 || Ceiling == 0 ? 0
                : Shape < 1 ? double.PositiveInfinity
                : Ceiling / HalfSaturation;
        }
        var share = Share(exposures);
        return Ceiling * Shape * share * (1 - share) / exposures;
    }

    /// <summary>
    /// Closed form for shape 1; else Newton's method on log f′ over log A, which is concave and falling: from the right it comes down to the root without
    /// passing it.
    /// </summary>
    protected override double Inverse(double marginal, double to)
    {
        if (Shape == 1)
        {
            return Math.Sqrt(Ceiling * HalfSaturation / marginal) - HalfSaturation;
        }
        var wanted = Math.Log(marginal / (Ceiling * Shape));
        var logHalf = Math.Log(HalfSaturation);
        var at = Math.Log(to);
        for (var step = 0; step < Steps; step++)
        {
            var ratio = Math.Exp(Shape * (at - logHalf));
            var over = (Shape * (at - logHalf)) - at - (2 * Math.Log(1 + ratio)) - wanted;
            var move = over / (Shape - 1 - (2 * Shape * ratio / (1 + ratio)));
            at -= move;
            if (Math.Abs(move) < 1e-13)
            {
                break;
            }
        }
        return Math.Exp(at);
    }

    private double Share(double exposures) =>
        exposures <= 0 ? 0
        : Shape == 1 ? exposures / (HalfSaturation + exposures)
        : 1 / (1 + Math.Pow(HalfSaturation / exposures, Shape));
}
