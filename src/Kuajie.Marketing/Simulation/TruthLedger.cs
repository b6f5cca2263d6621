namespace Kuajie.Marketing.Simulation;

/// <summary>
/// Keeps the truth about one side while visits happen: both sums over everybody under every arm and each user's value under every arm. Counted in the order given, so that equal visits give equal
/// sums to the last digit. Not for several threads.
/// </summary>
public sealed class TruthLedger
{
    private readonly SimulatedResponse response;
    private readonly int realArms;
    private readonly int prices;
    private readonly ArmSums[] sums;
    private readonly double[] userValues;
    private readonly double[] userMisses;
    private readonly bool[] isReached;

    /// <summary>Nothing has happened yet.</summary>
    /// <param name="side">How users respond.</param>
    /// <param name="season">What the calendar does.</param>
    /// <param name="arms">The real arms; the first is the control.</param>
    /// <param name="users">Number of users.</param>
    /// <param name="seed">Seed of the side.</param>
    public TruthLedger(SideResponse side, Season season, IReadOnlyList<ScenarioArm> arms, int users, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(arms);
        var (priced, limited) = (SimulationLevers.Prices(side, arms[0]), SimulationLevers.ExposureLimits(side, arms[0]));
        response = new SimulatedResponse(side, season, [.. arms, .. priced, .. limited], users, seed);
        (realArms, prices) = (arms.Count, priced.Count);
        sums = new ArmSums[response.Arms.Count];
        userValues = new double[users * realArms];
        userMisses = new double[users * realArms];
        Array.Fill(userMisses, 1.0);
        isReached = new bool[users];
    }

    /// <summary>Outcomes of a visit, real arms first.</summary>
    public int OutcomeCount => sums.Length;

    /// <summary>What a visit comes to; see <see cref="SimulatedResponse.Respond"/>.</summary>
    public void Respond(in SimulatedVisit visit, int weekday, double match, Span<VisitOutcome> outcomes) =>
        response.Respond(visit, weekday, match, outcomes);

    /// <summary>Counts a visit. O(arms).</summary>
    /// <param name="user">Index of the user.</param>
    /// <param name="outcomes">What it comes to under each arm.</param>
    public void Add(int user, ReadOnlySpan<VisitOutcome> outcomes)
    {
        isReached[user] = true;
        for (var arm = 0; arm < sums.Length; arm++)
        {
            ref readonly var outcome = ref outcomes[arm];
            var value = response.ValueOf(outcome, arm);
            ref var sum = ref sums[arm];
            sum.Exposures += outcome.IsExposed ? 1 : 0;
            sum.Expected += outcome.Conversion;
            sum.Happened += outcome.Converts ? 1 : 0;
            sum.OwnExpected += outcome.OwnPurchase;
            sum.OwnHappened += outcome.Buys ? 1 : 0;
            sum.Value += value;
            if (arm < realArms)
            {
                userValues[(user * realArms) + arm] += value;
                userMisses[(user * realArms) + arm] *= 1 - outcome.Conversion;
            }
        }
    }

    /// <summary>The truth so far. O(users · arms).</summary>
    public SideTruth ToTruth()
    {
        var reached = isReached.Count(each => each);
        var converters = new double[realArms];
        var personal = 0.0;
        for (var user = 0; user < isReached.Length; user++)
        {
            var values = userValues.AsSpan(user * realArms, realArms);
            var best = values[0];
            for (var arm = 0; arm < realArms; arm++)
            {
                best = Math.Max(best, values[arm]);
                converters[arm] += 1 - userMisses[(user * realArms) + arm];
            }
            personal += best;
        }
        ArmTruth[] arms = [.. Enumerable.Range(0, realArms).Select(arm => Truth(arm, reached, converters[arm]))];
        return new SideTruth(
            isReached.Length,
            reached,
            arms,
            arms.Aggregate((best, each) => each.ValueMinorUnitsPerUser > best.ValueMinorUnitsPerUser ? each : best).Name,
            PerUser(personal, reached),
            Curve(realArms, prices, reached),
            Curve(realArms + prices, sums.Length - realArms - prices, reached)
        );
    }

    private ArmTruth Truth(int arm, int reached, double converters)
    {
        var (sum, control) = (sums[arm], sums[0]);
        return new ArmTruth(
            response.Arms[arm].Name,
            sum.Exposures,
            PerUser(sum.Expected, reached),
            PerUser(sum.Happened, reached),
            PerUser(converters, reached),
            PerUser(sum.OwnExpected, reached),
            PerUser(sum.OwnHappened, reached),
            PerUser(sum.Value, reached),
            Lift(sum.Expected, control.Expected),
            Lift(sum.Happened, control.Happened),
            Lift(sum.OwnExpected, control.OwnExpected)
        );
    }

    private LeverValue[] Curve(int first, int count, int reached) =>
        [
            .. Enumerable
                .Range(first, count)
                .Select(arm => new LeverValue(
                    response.Arms[arm].Name,
                    PerUser(sums[arm].Expected, reached),
                    PerUser(sums[arm].Value, reached)
                )),
        ];

    private static double? Lift(double arm, double control) => control > 0 ? (arm / control) - 1 : null;

    private static double PerUser(double sum, int reached) => reached == 0 ? 0 : sum / reached;

    private struct ArmSums
    {
        public long Exposures;
        public double Expected;
        public long Happened;
        public double OwnExpected;
        public long OwnHappened;
        public double Value;
    }
}
