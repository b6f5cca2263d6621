using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;

namespace Kuajie.Marketing.Delivery;

/// <summary>What comes of a campaign in one future.</summary>
internal sealed record DeliveryFuture(
    double Impressions,
    double Reach,
    double Clicks,
    double Actions,
    double Spend,
    double[] SoFar,
    double[] SpentSoFar
);

/// <summary>Walks through the days of a campaign: what is asked for, what caps leave of it, what can be paid.</summary>
/// <param name="terms">What bounds it.</param>
/// <param name="evidence">What the past says.</param>
/// <param name="curve">Whom it meets.</param>
/// <param name="windows">The traffic of each day.</param>
/// <param name="left">For each day the share of the traffic that frequency caps leave.</param>
internal sealed class DeliveryWalk(
    DeliveryTerms terms,
    DeliveryEvidence evidence,
    ReachCurve curve,
    ForecastWindow[] windows,
    double[] left
)
{
    /// <summary>A limit of fewer days is not named.</summary>
    private const double LeastShareOfDays = 0.2;

    /// <summary>Caps that leave more are not named.</summary>
    private const double CappedBelow = 0.95;

    /// <summary>One future.</summary>
    /// <param name="traffic">How the traffic turns out: 0 as in the middle, −1 and 1 at the ends of its interval.</param>
    /// <param name="clickRate">How often impressions are clicked.</param>
    /// <param name="actionRate">How often they convert.</param>
    /// <param name="random">Chance.</param>
    public DeliveryFuture Future(double traffic, double clickRate, double actionRate, ref SplittableRandom random)
    {
        var (soFar, spentSoFar) = (new double[windows.Length], new double[windows.Length]);
        var (shown, spent, supply, servedDays) = (0.0, 0.0, 0.0, 0);
        var cost = terms.CostOf(clickRate, actionRate);
        for (var day = 0; day < windows.Length; day++)
        {
            var asked = Supply(day, traffic);
            var served = Math.Min(asked, Affordable(day, spent, cost));
            supply += served > 0 ? asked : 0;
            servedDays += served > 0 ? 1 : 0;
            shown += served;
            spent =
                terms.Price != DeliveryPrice.FixedFee ? Math.Min(terms.BudgetMinorUnits, spent + (served * cost))
                : shown > 0 ? terms.PriceMinorUnits
                : 0;
            (soFar[day], spentSoFar[day]) = (shown, spent);
        }
        return new DeliveryFuture(
            shown,
            Math.Min(shown, Reach(traffic, servedDays, supply == 0 ? 0 : shown / supply)),
            Count(shown, clickRate, ref random),
            Count(shown, actionRate, ref random),
            spent,
            soFar,
            spentSoFar
        );
    }

    /// <summary>How often the placements are to be filled on a day.</summary>
    public ForecastRange Traffic(int day) =>
        new(
            windows[day].Exposures * terms.Days[day].Part,
            windows[day].Low * terms.Days[day].Part,
            windows[day].High * terms.Days[day].Part
        );

    /// <summary>What bounds it in the middle of all futures, that of the most days first.</summary>
    public IReadOnlyList<DeliveryLimit> Limits(double clickRate, double actionRate)
    {
        var days = new Dictionary<DeliveryLimit, int>();
        var (spent, cost) = (0.0, terms.CostOf(clickRate, actionRate));
        for (var day = 0; day < windows.Length; day++)
        {
            var (asked, affordable) = (Supply(day, 0), Affordable(day, spent, cost));
            spent += Math.Min(asked, affordable) * cost;
            var limit =
                asked <= affordable ? (left[day] < CappedBelow ? DeliveryLimit.Frequency : DeliveryLimit.Traffic)
                : IsCapOfDay(spent, cost, affordable) ? DeliveryLimit.DailyCap
                : DeliveryLimit.Budget;
            days[limit] = days.GetValueOrDefault(limit) + 1;
        }
        return
        [
            .. days.Where(each => each.Value >= LeastShareOfDays * windows.Length)
                .OrderByDescending(each => each.Value)
                .ThenBy(each => each.Key)
                .Select(each => each.Key),
        ];
    }

    private bool IsCapOfDay(double spent, double cost, double affordable) =>
        terms.DailyCapMinorUnits is { } cap && affordable * cost >= cap * (1 - 1e-9) && spent < terms.BudgetMinorUnits;

    /// <summary>What is asked for on a day by whom it may be shown to, after frequency caps.</summary>
    private double Supply(int day, double traffic) =>
        Scaled(windows[day], traffic) * terms.Days[day].Part * evidence.EligibleShare * terms.ShownShare * left[day];

    private double Affordable(int day, double spent, double cost)
    {
        var money = Math.Min(terms.Pace.AllowedBy(terms.Days[day].Until), terms.BudgetMinorUnits) - spent;
        if (terms.DailyCapMinorUnits is { } cap)
        {
            money = Math.Min(money, cap);
        }
        return cost <= 0 ? double.MaxValue : Math.Max(0, money / cost);
    }

    /// <summary>More traffic than usual meets users as so many more days would.</summary>
    private double Reach(double traffic, int days, double share)
    {
        var usual = evidence.Traffic.Exposures.TakeLast(evidence.Visits.Days).DefaultIfEmpty().Average();
        if (usual == 0)
        {
            return 0;
        }
        var equivalent = days * windows.Average(window => Scaled(window, traffic)) / usual;
        var whole = (int)Math.Floor(equivalent);
        var (less, more) = (curve.Users(whole, share), curve.Users(whole + 1, share));
        return (less + ((equivalent - whole) * (more - less))) * terms.ShownShare;
    }

    /// <summary>Each side of the interval is a lognormal of its own: the ends are met, whatever the skew.</summary>
    private static double Scaled(ForecastWindow window, double traffic)
    {
        var end = traffic < 0 ? window.Low : window.High;
        return Math.Max(0, ((window.Exposures + 1) * Math.Pow((end + 1) / (window.Exposures + 1), Math.Abs(traffic))) - 1);
    }

    /// <summary>How many of so many: with the variance of a binomial, never below none nor above all.</summary>
    private static double Count(double impressions, double rate, ref SplittableRandom random) =>
        Math.Clamp((impressions * rate) + (Math.Sqrt(impressions * rate * (1 - rate)) * random.NextNormal()), 0, impressions);
}
