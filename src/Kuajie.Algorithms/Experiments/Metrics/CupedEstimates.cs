namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>
/// CUPED (Deng, Xu, Kohavi and Walker, WSDM 2013): what units did before the experiment explains a part of what they do in it; taking that part away leaves the effect as it is and makes
/// its interval narrower. Each arm becomes ȳ − θ·(x̄ − X̄), X̄ the mean of all arms, with one θ for all, cov(y, x) / var(x) pooled within arms.
/// </summary>
/// <param name="Arms">The adjusted arms, in the order given.</param>
/// <param name="Theta">θ; 0 where the prior values do not differ.</param>
/// <param name="VarianceReduction">Share of the variance of the difference of the first two arms that was taken away, about the squared correlation; 0 … 1, below 0 only by chance.</param>
public sealed record CupedEstimates(IReadOnlyList<ArmEstimate> Arms, double Theta, double VarianceReduction)
{
    /// <summary>Means per unit, adjusted by the prior value. O(arms).</summary>
    /// <remarks>
    /// The prior value must come from before assignment: anything the arms can change would take the effect away as well. Where few units of an arm have more than nothing, nothing is taken away: θ would be
    /// as uncertain as the arm, and the comparison goes by those few.
    /// </remarks>
    public static CupedEstimates Mean(IReadOnlyList<UnitMoments> arms) => Of(arms, isRatio: false);

    /// <summary>
    /// Ratios of sums, adjusted: the same with each unit's linear part (value − R·denominator) / z̄ in place of its value (Deng et al. 2013, section 3 with the delta method of 2018).
    /// O(arms).
    /// </summary>
    public static CupedEstimates Ratio(IReadOnlyList<UnitMoments> arms) => Of(arms, isRatio: true);

    private static CupedEstimates Of(IReadOnlyList<UnitMoments> arms, bool isRatio)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArmEstimate[] plain = [.. arms.Select(arm => isRatio ? ArmEstimates.Ratio(arm) : ArmEstimates.Mean(arm))];
        var priorSquares = arms.Sum(arm => arm.PriorVariance * (arm.Units - 1));
        if (
            plain.Any(arm => arm.Shortage != DataShortage.None)
            || !(priorSquares > 0)
            || plain.Skip(1).Any(arm => ActiveUnits.AreFew(plain[0], arm))
        )
        {
            return new CupedEstimates(plain, 0, 0);
        }
        var theta = arms.Select((arm, place) => Covariance(arm, plain[place], isRatio) * (arm.Units - 1)).Sum() / priorSquares;
        var units = arms.Sum(arm => arm.Units);
        var priorMean = arms.Sum(arm => arm.Prior * arm.Units) / units;
        var shared = theta * theta * priorSquares / (units - arms.Count) / units;
        ArmEstimate[] adjusted = [.. arms.Select((arm, place) => Adjusted(arm, plain[place], theta, priorMean, shared, isRatio))];
        return new CupedEstimates(adjusted, theta, Reduction(plain, adjusted));
    }

    private static ArmEstimate Adjusted(UnitMoments arm, ArmEstimate plain, double theta, double priorMean, double shared, bool isRatio)
    {
        var own = plain.Variance + (((theta * theta * arm.PriorVariance) - (2 * theta * Covariance(arm, plain, isRatio))) / arm.Units);
        return plain with
        {
            Value = plain.Value - (theta * (arm.Prior - priorMean)),
            Variance = Math.Max(0, own) + shared,
            SharedVariance = shared,
            Active = null,
        };
    }

    private static double Covariance(UnitMoments arm, ArmEstimate plain, bool isRatio) =>
        isRatio ? (arm.ValuePriorCovariance - (plain.Value * arm.DenominatorPriorCovariance)) / arm.Denominator : arm.ValuePriorCovariance;

    private static double Reduction(ArmEstimate[] plain, ArmEstimate[] adjusted)
    {
        var before = plain.Take(2).Sum(arm => arm.Variance);
        return before > 0 ? 1 - (adjusted.Take(2).Sum(arm => arm.Variance - arm.SharedVariance) / before) : 0;
    }
}
