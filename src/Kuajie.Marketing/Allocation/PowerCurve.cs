namespace Kuajie.Marketing.Allocation;

/// <summary>f(A) = scale · Aᵇ with 0 &lt; b ≤ 1: constant elasticity, no ceiling; b = 1 is a straight line.</summary>
/// <param name="Scale">Effect of one exposure; ≥ 0.</param>
/// <param name="Exponent">b.</param>
public sealed record PowerCurve(double Scale, double Exponent) : ResponseCurve
{
    /// <inheritdoc/>
    public override double Inflection => 0;

    internal override string? Fault =>
        Scale >= 0 && Exponent is > 0 and <= 1 && double.IsFinite(Scale) ? null : FormattableString.Invariant($"{Scale} · A^{Exponent}");

    /// <inheritdoc/>
    public override double Effect(double exposures) => exposures <= 0 ? 0 : Scale * Math.Pow(exposures, Exponent);

    /// <inheritdoc/>
    public override double Marginal(double exposures) =>
        Scale == 0 ? 0
        : Exponent == 1 ? Scale
        : exposures <= 0 ? double.PositiveInfinity
        : Scale * Exponent * Math.Pow(exposures, Exponent - 1);

    /// <inheritdoc/>
    protected override double Inverse(double marginal, double to) => Math.Pow(marginal / (Scale * Exponent), 1 / (Exponent - 1));
}
