namespace Kuajie.Marketing.Response;

/// <summary>Probabilities and log odds, without overflow.</summary>
internal static class Logit
{
    /// <summary>1 / (1 + e^−score).</summary>
    public static double Probability(double score) => score >= 0 ? 1 / (1 + Math.Exp(-score)) : Math.Exp(score) / (1 + Math.Exp(score));

    /// <summary>ln(p / (1 − p)).</summary>
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>ln(1 + e^score).</summary>
    public static double OnePlusExponential(double score) => Math.Max(score, 0) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
}
