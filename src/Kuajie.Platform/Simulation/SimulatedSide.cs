using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation.Campaigns;

namespace Kuajie.Platform.Simulation;

/// <summary>One side of a simulation: its users, what they are like, the arms they are in, and what became of them.</summary>
internal sealed class SimulatedSide
{
    /// <summary>The placement of the promotion.</summary>
    public const string Scene = "promotion";

    private readonly int[] exposures;
    private readonly int[] conversions;
    private readonly int[] ownPurchases;

    public SimulatedSide(World world, bool isPartner, SimulationOptions options, SimulatedService service)
    {
        var (own, target) = isPartner ? (world.Partner, world.Knowledge) : (world.Knowledge, world.Partner);
        (Domain, TargetDomain) = (own.Name, target.Name);
        SampleUser[] users = [.. own.Users().Where(user => !user.IsRobot)];
        Users = SimulatedUsers.Of(world, isPartner);
        Tastes = new SimulatedTastes(users, own, target, world.Tastes.Count);
        Response = Users.ResponseIn(options);
        Arms = options.Scenario.Arms;
        Visits = Users.VisitsIn(options);
        Truth = new TruthLedger(Response, options.Scenario.Season, Arms, users.Length, Users.SeedIn(options));
        ArmOf = Assign(options, service);
        (exposures, conversions, ownPurchases) = (new int[users.Length], new int[users.Length], new int[users.Length]);
    }

    public string Domain { get; }

    public string TargetDomain { get; }

    public SimulatedUsers Users { get; }

    public string[] UserIds => Users.UserIds;

    public string?[] LinkedIds => Users.LinkedIds;

    public SimulatedTastes Tastes { get; }

    public SideResponse Response { get; }

    public IReadOnlyList<ScenarioArm> Arms { get; }

    public SimulatedVisits Visits { get; }

    public TruthLedger Truth { get; }

    /// <summary>The arm of each user.</summary>
    public int[] ArmOf { get; }

    /// <summary>The experiment that a scenario becomes on each side.</summary>
    public static string ExperimentOf(SimulationScenario scenario) => scenario.Name;

    /// <summary>What experiments look at in a user's request.</summary>
    public ArmRequest RequestOf(string userId) => new(userId, null, Scene, TargetDomain);

    /// <summary>Counts what happened to a user under the user's own arm.</summary>
    public void Observe(int user, in VisitOutcome outcome)
    {
        exposures[user] += outcome.IsExposed ? 1 : 0;
        conversions[user] += outcome.Converts ? 1 : 0;
        ownPurchases[user] += outcome.Buys ? 1 : 0;
    }

    /// <summary>What can be seen of each arm without knowing the truth. Units are users with an exposure, which every arm begins with.</summary>
    public IReadOnlyList<ArmObservation> Observed()
    {
        var (converted, bought) = (Moments(conversions), Moments(ownPurchases));
        return
        [
            .. Arms.Select(
                (arm, place) =>
                    ArmObservation.Of(
                        arm.Name,
                        Sum(exposures, place),
                        Sum(conversions, place),
                        Sum(ownPurchases, place),
                        [converted[0], converted[place]],
                        [bought[0], bought[place]]
                    )
            ),
        ];
    }

    private UnitMoments[] Moments(int[] values)
    {
        UnitMoments[] moments = [.. Arms.Select(_ => new UnitMoments())];
        for (var user = 0; user < values.Length; user++)
        {
            if (exposures[user] > 0)
            {
                moments[ArmOf[user]].Add(values[user]);
            }
        }
        return moments;
    }

    private long Sum(int[] values, int arm) => values.Where((_, user) => ArmOf[user] == arm).Sum(value => (long)value);

    /// <summary>The scenario's arms become an experiment of the service, which alone puts users into them.</summary>
    private int[] Assign(SimulationOptions options, SimulatedService service)
    {
        var name = ExperimentOf(options.Scenario);
        service.Begin(
            Domain,
            name,
            new ExperimentDefinition
            {
                Arms = [.. Arms.Select(arm => new DefinedArm(arm.Name) { Weight = arm.Weight })],
                Scene = Scene,
                Salt = FormattableString.Invariant($"{name}-{options.Seed}"),
                Metrics = [new DefinedMetric("conversions"), new DefinedMetric("own-purchases") { IsThroughList = false, IsGoal = false }],
            }
        );
        var places = Arms.Index().ToDictionary(arm => ArmText.Of(name, arm.Item.Name), arm => arm.Index, StringComparer.Ordinal);
        return [.. UserIds.Select(user => places[service.Direct(Domain, RequestOf(user)).Arms!])];
    }
}
