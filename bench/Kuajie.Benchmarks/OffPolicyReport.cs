using System.Text;
using Kuajie.Algorithms.Evaluation.OffPolicy;

namespace Kuajie.Benchmarks;

/// <summary>Holds the off-policy estimators against a simulated truth and writes the table of docs/results/off-policy.md.</summary>
internal static class OffPolicyReport
{
    private const int Repetitions = 500;

    private static readonly (
        string Name,
        double ModelError,
        Func<IReadOnlyList<LoggedDecision>, OffPolicyEstimate> Estimate
    )[] Estimators =
    [
        ("IPS", 0, log => OffPolicyEstimators.InversePropensity(log)),
        ("IPS, weights clipped at 5", 0, log => OffPolicyEstimators.InversePropensity(log, clipAt: 5)),
        ("SNIPS", 0, log => OffPolicyEstimators.SelfNormalized(log)),
        ("DR, good reward model (error 0.02)", 0.02, log => OffPolicyEstimators.DoublyRobust(log)),
        ("DR, bad reward model (error 0.5)", 0.5, log => OffPolicyEstimators.DoublyRobust(log)),
    ];

    /// <summary>Writes the report to a file. O(repetitions · decisions); a few seconds.</summary>
    public static void Run(string file)
    {
        var text = new StringBuilder();
        Line(text, $"# Off-policy estimators against a known truth");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- off-policy docs/results/off-policy.md`");
        Line(text, $"");
        Line(
            text,
            $"A simulated world ([off-policy.md](../methods/off-policy.md)): 5 types of people, 12 items, world seed 11; {Repetitions} independent logs with seeds 0 … {Repetitions - 1} for each row. Coverage: how many of the 95 % intervals hold the truth; with {Repetitions} logs, 93.1–96.9 % is within two standard errors. Effective share: effective sample size over decisions, mean."
        );
        Line(text, $"");
        AddWorld(text, "An exploring logging policy", 0.5);
        AddWorld(text, "A logging policy that hardly explores", 0.08);
        Line(
            text,
            $"Read the second table as a warning: where the effective sample is small, normal intervals of IPS hold the truth too rarely, clipping trades variance for a bias that no interval shows, and a good reward model is worth more than more decisions."
        );
        File.WriteAllText(file, text.ToString());
    }

    private static void AddWorld(StringBuilder text, string title, double temperature)
    {
        var world = new BanditSimulator(types: 5, items: 12, temperature, targetTemperature: 0.1, seed: 11);
        Line(text, $"## {title} (temperature {temperature})");
        Line(text, $"");
        Line(
            text,
            $"Mean reward of the logging policy {world.LoggingValue:0.0000}, of the policy in question (the truth) {world.TargetValue:0.0000}."
        );
        Line(text, $"");
        Line(text, $"| decisions | estimator | bias | standard deviation | mean half width | coverage | effective share | clipped |");
        Line(text, $"|---|---|---|---|---|---|---|---|");
        foreach (var decisions in (int[])[200, 1000, 5000])
        {
            foreach (var (name, error, estimate) in Estimators)
            {
                AddRow(text, world, decisions, name, error, estimate);
            }
        }
        Line(text, $"");
    }

    private static void AddRow(
        StringBuilder text,
        BanditSimulator world,
        int decisions,
        string name,
        double modelError,
        Func<IReadOnlyList<LoggedDecision>, OffPolicyEstimate> estimate
    )
    {
        var found = Enumerable.Range(0, Repetitions).Select(seed => estimate(world.Log(decisions, modelError, (ulong)seed))).ToArray();
        var mean = found.Average(each => each.Value);
        var deviation = Math.Sqrt(found.Sum(each => (each.Value - mean) * (each.Value - mean)) / (Repetitions - 1));
        var coverage = found.Count(each => each.Low <= world.TargetValue && world.TargetValue <= each.High) / (double)Repetitions;
        Line(
            text,
            $"| {decisions:N0} | {name} | {mean - world.TargetValue:+0.0000;-0.0000} | {deviation:0.0000} | {found.Average(each => each.High - each.Value):0.0000} | {100 * coverage:0.0} % | {100 * found.Average(each => each.EffectiveSampleSize) / decisions:0} % | {100 * found.Average(each => each.ClippedShare):0.0} % |"
        );
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
