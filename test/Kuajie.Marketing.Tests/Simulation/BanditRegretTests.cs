using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Tests.Simulation;

/// <summary>Bandits against the simulator's truth: how many conversions each policy gives away beside the arm that is best.</summary>
public sealed class BanditRegretTests
{
    private const int Visits = 40_000;
    private const int Users = 4_000;
    private static readonly ScenarioArm[] Arms =
    [
        new("plain"),
        new("warm") { Effect = 0.3 },
        new("bold") { Effect = 0.9 },
        new("dry") { Effect = -0.3 },
    ];

    [Fact]
    public void Regret_OfBandits_IsFarBelowUniformAndFixed()
    {
        var thompson = new ThompsonSampler(Arms.Length);
        var linear = new LinUcb(Arms.Length, 1, new LinUcbOptions { Optimism = 0.3, Epsilon = 0.02 });
        var uniform = Regret(seed => (int)(seed % (ulong)Arms.Length), (_, _) => { });
        var first = Regret(_ => 0, (_, _) => { });
        var sampled = Regret(
            seed => thompson.Choose(seed).Arm,
            (arm, converts) =>
            {
                thompson.Tried(arm);
                thompson.Succeeded(arm, converts ? 1 : 0);
            }
        );
        var optimistic = Regret(
            seed => linear.Choose([1], seed).Arm,
            (arm, converts) =>
            {
                linear.Tried(arm, [1]);
                linear.Rewarded(arm, [1], converts ? 1 : 0);
            }
        );
        TestContext.Current.SendDiagnosticMessage(
            "Conversions given away in {0} visits: uniform {1:0}, the first {2:0}, Thompson {3:0}, LinUCB {4:0}.",
            Visits,
            uniform,
            first,
            sampled,
            optimistic
        );

        // By hand: rates 0.03, 0.0401, 0.0707, 0.0224; uniform gives away 0.0707 − 0.0408 a visit, the first one 0.0407.
        Assert.InRange(uniform, 0.0299 * Visits * 0.97, 0.0299 * Visits * 1.03);
        Assert.InRange(first, 0.0407 * Visits * 0.99, 0.0407 * Visits * 1.01);
        Assert.True(sampled < 0.15 * uniform, $"Thompson gave away {sampled:0}, uniform {uniform:0}.");
        Assert.True(optimistic < 0.25 * uniform, $"LinUCB gave away {optimistic:0}, uniform {uniform:0}.");
    }

    private static double Regret(Func<ulong, int> choose, Action<int, bool> learn)
    {
        var truth = new SimulatedResponse(new SideResponse { Conversion = 0.03 }, new Season(), Arms, Users, 7);
        var outcomes = new VisitOutcome[Arms.Length];
        var regret = 0.0;
        for (var visit = 0; visit < Visits; visit++)
        {
            var random = SplittableRandom.Stream(20261128, (ulong)visit);
            var day = visit * 30 / Visits;
            truth.Respond(new SimulatedVisit(random.NextInteger(Users), day, 0, random.NextBits()), day % 7, 0.5, outcomes);
            var arm = choose(random.NextBits());
            regret += outcomes.Max(outcome => outcome.Conversion) - outcomes[arm].Conversion;
            learn(arm, outcomes[arm].Converts);
        }
        return regret;
    }
}
