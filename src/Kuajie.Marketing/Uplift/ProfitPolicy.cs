namespace Kuajie.Marketing.Uplift;

/// <summary>Whom to treat where a treatment costs something: those whose expected gain is worth more than it.</summary>
/// <param name="ValueOfOutcome">What one unit of the outcome is worth, in minor units, 0 or more.</param>
/// <param name="CostOfTreatment">What treating a person costs, in minor units, 0 or more.</param>
public sealed record ProfitPolicy(double ValueOfOutcome, double CostOfTreatment)
{
    /// <summary>Whether a person with this expected effect is treated.</summary>
    public bool Treats(double effect) => effect * ValueOfOutcome > CostOfTreatment;

    /// <summary>The profit over treating nobody, for each person, with a 95 % interval: by inverse propensities over people who were not learnt from.</summary>
    internal PolicyProfit Profit(Func<int, bool> treats, IReadOnlyList<UpliftRow> rows)
    {
        var (sum, squares, chosen) = (0.0, 0.0, 0);
        for (var place = 0; place < rows.Count; place++)
        {
            if (!treats(place))
            {
                continue;
            }
            chosen++;
            var row = rows[place];
            var gain = row.IsTreated ? row.Outcome / row.Propensity : -row.Outcome / (1 - row.Propensity);
            var profit = (gain * ValueOfOutcome) - CostOfTreatment;
            sum += profit;
            squares += profit * profit;
        }
        var mean = sum / rows.Count;
        var margin = 1.959963984540054 * Math.Sqrt(Math.Max(0, (squares / rows.Count) - (mean * mean)) / rows.Count);
        return new PolicyProfit(mean, mean - margin, mean + margin, (double)chosen / rows.Count);
    }
}

/// <summary>What a policy earns over treating nobody.</summary>
/// <param name="Mean">Minor units for each person.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Share">Share of the people it treats.</param>
public sealed record PolicyProfit(double Mean, double Low, double High, double Share);
