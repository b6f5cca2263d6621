using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Simulation;

/// <summary>
/// What a visit comes to under every arm at once: the potential outcomes of each user, with common random numbers, so that arms differ by what they do and not by luck. An arm's past
/// exposures are those the user would have had in it. Different users may be asked about at the same time; one user's visits come in order of time.
/// </summary>
public sealed class SimulatedResponse
{
    private const ulong TraitSeed = 0x7472616974;
    private const int DaysOfWeek = 7;
    private readonly SideResponse side;
    private readonly Season season;
    private readonly IReadOnlyList<ScenarioArm> arms;
    private readonly double conversion;
    private readonly double ownPurchase;
    private readonly double[] armOdds;
    private readonly float[] traits;
    private readonly float[] remembered;
    private readonly short[] exposedDays;
    private readonly short[] weekExposures;

    /// <summary>Nobody has seen anything yet. O(users · arms) memory.</summary>
    /// <param name="side">How users respond.</param>
    /// <param name="season">What the calendar does.</param>
    /// <param name="arms">The arms, real and hypothetical.</param>
    /// <param name="users">Number of users.</param>
    /// <param name="seed">Seed of the side.</param>
    public SimulatedResponse(SideResponse side, Season season, IReadOnlyList<ScenarioArm> arms, int users, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(side);
        ArgumentNullException.ThrowIfNull(season);
        ArgumentNullException.ThrowIfNull(arms);
        (this.side, this.season, this.arms) = (side, season, arms);
        conversion = Logit.Of(side.Conversion);
        ownPurchase = Logit.Of(side.OwnPurchase);
        armOdds = [.. arms.Select(arm => arm.Effect + (side.PriceElasticity * Math.Log(arm.PriceFactor)))];
        traits = new float[users];
        for (var user = 0; user < users; user++)
        {
            traits[user] = (float)SplittableRandom.Stream(seed ^ TraitSeed, (ulong)user).NextNormal();
        }
        remembered = new float[users * arms.Count];
        exposedDays = new short[users * arms.Count];
        weekExposures = new short[users * arms.Count];
    }

    /// <summary>The arms, in the order of the outcomes.</summary>
    public IReadOnlyList<ScenarioArm> Arms => arms;

    /// <summary>What a visit comes to under each arm; the user's memory moves on. O(arms).</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="weekday">0 for Monday … 6 for Sunday.</param>
    /// <param name="match">How well the list shown fits the user's tastes, 0 … 1.</param>
    /// <param name="outcomes">Takes one outcome for each arm.</param>
    public void Respond(in SimulatedVisit visit, int weekday, double match, Span<VisitOutcome> outcomes)
    {
        var random = new SplittableRandom(visit.Seed);
        var (converting, buying) = (random.NextDouble(), random.NextDouble());
        var calendar = season.ResponseOn(visit.Day, weekday);
        var odds = conversion + (side.MatchWeight * (match - 0.5)) + calendar;
        for (var arm = 0; arm < arms.Count; arm++)
        {
            var place = (visit.User * arms.Count) + arm;
            var past = Remembered(place, visit.Day);
            var isExposed = TryExpose(place, arm, visit.Day, past);
            var likely = isExposed
                ? Logit.Probability(odds + armOdds[arm] + (arms[arm].EffectSpread * traits[visit.User]) - (side.Fatigue * past))
                : 0;
            var own = Logit.Probability(ownPurchase + calendar + (isExposed ? arms[arm].OwnEffect : 0));
            outcomes[arm] = new VisitOutcome(isExposed, likely, converting < likely, own, buying < own);
        }
    }

    /// <summary>What an outcome is expected to earn both platforms together, in minor units.</summary>
    public double ValueOf(in VisitOutcome outcome, int arm) =>
        (outcome.Conversion * ((side.PriceMinorUnits * arms[arm].PriceFactor) - side.UnitCostMinorUnits))
        + (outcome.OwnPurchase * side.OwnValueMinorUnits)
        - (outcome.IsExposed ? side.ExposureCostMinorUnits : 0);

    private double Remembered(int place, int day) => remembered[place] * Math.Pow(2, -(day - exposedDays[place]) / side.RecoveryDays);

    private bool TryExpose(int place, int arm, int day, double past)
    {
        if (day / DaysOfWeek != exposedDays[place] / DaysOfWeek)
        {
            weekExposures[place] = 0;
        }
        if (weekExposures[place] >= (arms[arm].MostExposuresPerWeek ?? short.MaxValue))
        {
            return false;
        }
        weekExposures[place]++;
        remembered[place] = (float)(past + 1);
        exposedDays[place] = (short)day;
        return true;
    }
}

/// <summary>What a visit comes to under one arm.</summary>
/// <param name="IsExposed">Whether the promotion is shown.</param>
/// <param name="Conversion">True probability that it converts; 0 where it is not shown.</param>
/// <param name="Converts">Whether it does.</param>
/// <param name="OwnPurchase">True probability of a purchase on the own platform.</param>
/// <param name="Buys">Whether there is one.</param>
public readonly record struct VisitOutcome(bool IsExposed, double Conversion, bool Converts, double OwnPurchase, bool Buys);
