using System.Text;
using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Experiments.Simulation;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Benchmarks;

/// <summary>Holds the statistics of experiments against simulated truths and writes docs/results/experiments.md and the bare counts.</summary>
internal static class ExperimentsReport
{
    private const int Threads = 2;
    private const int Runs = 10_000;
    private const int Days = 28;
    private static readonly SimulatedKind[] Kinds = Enum.GetValues<SimulatedKind>();

    /// <summary>Writes both files. Some minutes; the counts do not depend on threads or machine.</summary>
    public static void Run(string document, string counts)
    {
        var text = new StringBuilder();
        var bare = new StringBuilder();
        Line(text, $"# Experiments against known truths");
        Line(text, $"");
        Line(
            text,
            $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- experiments docs/results/experiments.md bench/results/experiments.txt`"
        );
        Line(text, $"");
        Line(
            text,
            $"Formulas and sources: [experiments](../methods/experiments.md). Every row is seeded and gives the same counts on every machine ([bare counts](../../bench/results/experiments.txt)). Band: nominal ± 2.576 binomial standard deviations, which a right method leaves once in a hundred rows. Simulated users: spend (seven of ten spend nothing, the others log-normally: skewness 8.7), a rate of 10 %, clicks per view (1–20 views, click rates of their own), the 90 % point of seconds per view (1–8 views per user, which hang together), spend adjusted by former spend (CUPED), and sparse spend as a campaign meets it: one in thirty spends, log-normally, and a seventh of twice the units is held out, so that nine or two users of that arm spend anything."
        );
        Line(text, $"");
        foreach (var part in (Action<StringBuilder, StringBuilder>[])[Alike, Coverage, Power, Peeking, Splits, Many, Others])
        {
            part(text, bare);
            Console.Error.WriteLine($"{part.Method.Name} done");
        }
        File.WriteAllText(document, text.ToString());
        File.WriteAllText(counts, "trial\thappened\truns\tnominal\n" + bare);
    }

    private static void Alike(StringBuilder text, StringBuilder bare)
    {
        Head(text, "Arms alike: how often they are called different", "nominal 5 %");
        foreach (var kind in Kinds)
        {
            foreach (var units in (int[])[200, 1000])
            {
                var runs = kind == SimulatedKind.Quantile ? Runs / 2 : Runs;
                var found = TrialCounts.Of(runs, Threads, run => SimulatedMetric.Run(kind, units, 0, 101, run).PValue < 0.05);
                Row(text, bare, $"{kind}, {units:N0} units per arm", found, 0.05);
            }
        }
        Line(text, $"");
    }

    private static void Coverage(StringBuilder text, StringBuilder bare)
    {
        const double effect = 0.1;
        Head(text, "A true effect of +10 %: how often 95 % intervals hold it", "1,000 units per arm");
        foreach (var kind in Kinds)
        {
            var runs = kind == SimulatedKind.Quantile ? Runs / 2 : Runs;
            var truth = SimulatedMetric.Difference(kind, effect);
            var held = 0;
            var relative = TrialCounts.Of(
                runs,
                Threads,
                run =>
                {
                    var reading = SimulatedMetric.Run(kind, 1000, effect, 102, run);
                    if (reading.Absolute is { } found && found.Low <= truth && truth <= found.High)
                    {
                        Interlocked.Increment(ref held);
                    }
                    return reading.Relative is { } lift && lift.Low <= effect && effect <= lift.High;
                }
            );
            Row(text, bare, $"{kind}, relative", relative, 0.95);
            if (truth is not null)
            {
                Row(text, bare, $"{kind}, absolute", new TrialCounts(held, runs), 0.95);
            }
        }
        Line(text, $"");
    }

    private static void Power(StringBuilder text, StringBuilder bare)
    {
        const double effect = 0.15;
        Head(text, "Power: how often an effect of +15 % is proven with the units that were computed for 80 %", "one look at the end");
        var plan = new ExperimentPower();
        var random = SplittableRandom.Stream(103, 0);
        var former = SimulatedMetric.Clicks(ref random, 200_000, SimulatedMetric.ClickRate);
        var treated = SimulatedMetric.Clicks(ref random, 200_000, SimulatedMetric.ClickRate * (1 + effect));
        var reduction = CupedEstimates
            .Mean([SimulatedMetric.Spends(ref random, 200_000, 1), SimulatedMetric.Spends(ref random, 200_000, 1)])
            .VarianceReduction;
        var spend = MetricSpread.OfMean(SimulatedMetric.SpendVariance, SimulatedMetric.SpendVariance * (1 + effect) * (1 + effect));
        foreach (
            var (kind, units) in new[]
            {
                (SimulatedKind.Mean, plan.UnitsFor(spend, SimulatedMetric.Spend * effect)),
                (SimulatedKind.Rate, plan.UnitsFor(MetricSpread.OfRate(SimulatedMetric.Rate), SimulatedMetric.Rate * effect)),
                (SimulatedKind.Ratio, plan.UnitsFor(MetricSpread.OfRatio(former, treated), SimulatedMetric.ClickRate * effect)),
                (SimulatedKind.Cuped, (plan with { VarianceReduction = reduction }).UnitsFor(spend, SimulatedMetric.Spend * effect)),
            }
        )
        {
            var found = TrialCounts.Of(
                Runs,
                Threads,
                run => SimulatedMetric.Run(kind, (int)((units + 1) / 2), effect, 104, run).Absolute is { Low: > 0 }
            );
            Row(text, bare, $"{kind}, {units:N0} units together", found, 0.8);
        }
        Line(text, $"");
        Line(
            text,
            $"CUPED took {100 * reduction:0} % of the variance away and with it as many of the units. That share was measured with arms alike; with an effect that scales spend the power comes out somewhat above the plan."
        );
        Line(text, $"");
    }

    private static void Peeking(StringBuilder text, StringBuilder bare)
    {
        const int runs = 4000;
        Head(text, $"Looked at daily for {Days} days, 200 units per arm and day: how often anything is ever claimed", "arms alike, spend");
        var alike = Trials(0, 105);
        Row(text, bare, "fixed horizon, looked at once at the end", Count(alike, each => each.FixedAtEnd), 0.05);
        Row(text, bare, "fixed horizon, peeked at daily", Count(alike, each => each.FixedDay is not null), 0.05);
        Row(text, bare, "Bayesian with a flat prior, peeked at daily (97.5 %)", Count(alike, each => each.BayesianDay is not null), 0.05);
        Row(text, bare, "always-valid, peeked at daily", Count(alike, each => each.AlwaysValidDay is not null), 0.05, isLimit: true);
        var rare = Trials(0, 114, isRare: true);
        Row(text, bare, "a rate of 2 %, fixed horizon, peeked at daily", Count(rare, each => each.FixedDay is not null), 0.05);
        Row(
            text,
            bare,
            "a rate of 2 %, always-valid, peeked at daily",
            Count(rare, each => each.AlwaysValidDay is not null),
            0.05,
            isLimit: true
        );
        var better = Trials(0.25, 106);
        Row(
            text,
            bare,
            "always-valid, true effect +25 %: ever loses the truth",
            Count(better, each => each.LostTruth),
            0.05,
            isLimit: true
        );
        Line(text, $"");
        var days = better.Where(each => each.AlwaysValidDay is not null).Select(each => each.AlwaysValidDay!.Value).ToArray();
        Line(
            text,
            $"The rows of this table that say no are what happens to readings that were made to be looked at once. Always-valid errors are a limit and not a target: at {Days} looks some of the 5 % is left over. With a true effect of +25 % the fixed horizon proves it on the last day in {100 * Count(better, each => each.FixedAtEnd).Share:0.0} % of the runs; the always-valid reading proves it in {100 * Count(better, each => each.AlwaysValidDay is not null).Share:0.0} %, when it does after {days.Average():0.0} days in the mean."
        );
        Line(text, $"");

        PeekingTrial[] Trials(double effect, ulong seed, bool isRare = false)
        {
            var trials = new PeekingTrial[runs];
            Parallel.For(
                0,
                runs,
                new ParallelOptions { MaxDegreeOfParallelism = Threads },
                run => trials[run] = PeekingTrial.Run(Days, 200, effect, seed, (ulong)run, isRare)
            );
            return trials;
        }
    }

    private static void Splits(StringBuilder text, StringBuilder bare)
    {
        Head(text, "Sample-ratio check: how often the alarm sounds", "units assigned by hash, alarm rate 0.1 %");
        Row(
            text,
            bare,
            "right split, 5,000 units",
            TrialCounts.Of(10_000, Threads, run => CheckTrials.SplitAlarm(5000, 0, 107, run)),
            0.001
        );
        foreach (var (units, lost) in new[] { (10_000, 0.02), (10_000, 0.1), (100_000, 0.02), (100_000, 0.05) })
        {
            var found = TrialCounts.Of(200, Threads, run => CheckTrials.SplitAlarm(units, lost, 108, run));
            Row(text, bare, $"{100 * lost:0} % of treatment lost, {units:N0} units", found, null);
        }
        Line(text, $"");
    }

    private static void Many(StringBuilder text, StringBuilder bare)
    {
        var trials = Enumerable.Range(0, Runs).Select(run => CheckTrials.ManyTests(20, 5, 109, (ulong)run)).ToArray();
        Head(text, "Twenty metrics, five of them with an effect of three standard errors", "error rate 5 %");
        Row(text, bare, "Holm: any false alarm", Count(trials, each => each.HolmFalse), 0.05, isLimit: true);
        Line(text, $"");
        Line(
            text,
            $"Benjamini–Hochberg: false finds are {100 * trials.Average(each => each.FalseShare):0.00} % of all finds in the mean (nominal 5 % · 15/20 = 3.75 %, standard error {100 * Deviation([.. trials.Select(each => each.FalseShare)]) / Math.Sqrt(Runs):0.00} %), with {trials.Average(each => each.Found):0.0} finds per experiment."
        );
        Line(text, $"");
    }

    private static void Others(StringBuilder text, StringBuilder bare)
    {
        Head(text, "Guardrails, segments, switchbacks, previews", "");
        Row(text, bare, "guardrail of 5 %, true harm 5 %: called held", Guard(0.05, GuardrailState.Held), 0.05);
        Row(text, bare, "guardrail of 5 %, true harm 5 %: called violated", Guard(0.05, GuardrailState.Violated), 0.05);
        var segments = Enumerable
            .Range(0, 2000)
            .AsParallel()
            .WithDegreeOfParallelism(Threads)
            .Select(run => CheckTrials.Segments(0, 111, (ulong)run))
            .ToArray();
        Row(text, bare, "ten segments alike: interaction claimed", Count(segments, each => each.P < 0.05), 0.05);
        Row(text, bare, "ten segments alike: any segment called different", Count(segments, each => each.AnyDiffers), 0.05, isLimit: true);
        var blocks = Enumerable
            .Range(0, 1000)
            .AsParallel()
            .WithDegreeOfParallelism(Threads)
            .Select(run => Switched(true, 0.1, (ulong)run))
            .ToArray();
        var raw = Enumerable
            .Range(0, 1000)
            .AsParallel()
            .WithDegreeOfParallelism(Threads)
            .Select(run => Switched(false, 0.1, (ulong)run))
            .ToArray();
        Row(text, bare, "switchback of 224 blocks with carry-over, burn-in: interval holds +0.1", Count(blocks, each => each.Held), 0.95);
        var world = new BanditSimulator(types: 5, items: 12, 0.5, targetTemperature: 0.1, seed: 11);
        var gain = world.TargetValue - world.LoggingValue;
        var previews = TrialCounts.Of(
            1000,
            Threads,
            run => PolicyPreview.Of(world.Log(2000, 0.05, run)).Difference is { } found && found.Low <= gain && gain <= found.High
        );
        Row(text, bare, "preview of a policy from 2,000 logged decisions: interval of the gain holds the truth", previews, 0.95);
        var beliefs = Enumerable
            .Range(0, 2000)
            .AsParallel()
            .WithDegreeOfParallelism(Threads)
            .Select(run => CheckTrials.Beliefs(115, (ulong)run))
            .ToArray();
        Row(
            text,
            bare,
            "Bayesian rates, truths drawn from the prior: interval holds the difference",
            Count(beliefs, each => each.Held),
            0.95
        );
        var sides = Enumerable.Range(0, 4000).Select(run => CheckTrials.BothSides(116, (ulong)run)).ToArray();
        Line(text, $"");
        Line(
            text,
            $"Both platforms, half of our users linked: the two estimates' errors are correlated by {Correlation([.. sides.Select(each => each.Own)], [.. sides.Select(each => each.Partner)]):0.000} over 4,000 runs (standard error 0.012), told is {sides.Average(each => each.Told):0.000}, true 0.490. Bayesian rates: told that treatment is higher with 80–95 %, it is in {100 * Told(beliefs):0} %."
        );
        Line(text, $"");
        Line(
            text,
            $"Drawing segments towards each other leaves {100 * segments.Sum(each => each.ShrunkError) / segments.Sum(each => each.RawError):0} % of the squared error where they are alike{Scattered()}. The switchback's mean estimate of +0.1 is {blocks.Average(each => each.Value):0.000} with burn-in and {raw.Average(each => each.Value):0.000} without."
        );

        TrialCounts Guard(double harm, GuardrailState state) =>
            TrialCounts.Of(5000, Threads, run => CheckTrials.Guard(1000, harm, 110, run) == state);
        static string Scattered()
        {
            var apart = Enumerable
                .Range(0, 1000)
                .AsParallel()
                .WithDegreeOfParallelism(Threads)
                .Select(run => CheckTrials.Segments(0.25, 112, (ulong)run))
                .ToArray();
            return FormattableString.Invariant(
                $", and {100 * apart.Sum(each => each.ShrunkError) / apart.Sum(each => each.RawError):0} % where their effects scatter by 25 %"
            );
        }
        static (double Value, bool Held) Switched(bool burnsIn, double effect, ulong run)
        {
            var (control, treatment) = CheckTrials.Switchback(burnsIn, effect, 113, run);
            var found = EffectReadings.FixedHorizon(ArmEstimates.Ratio(control), ArmEstimates.Ratio(treatment)).Absolute!.Value;
            return (found.Value, found.Low <= effect && effect <= found.High);
        }
    }

    private static TrialCounts Count<T>(T[] trials, Func<T, bool> happened) => new(trials.Count(happened), trials.Length);

    private static double Told((bool Held, double Told, bool IsHigher)[] beliefs) =>
        beliefs.Where(each => each.Told is >= 0.8 and < 0.95).Average(each => each.IsHigher ? 1.0 : 0);

    private static double Correlation(double[] left, double[] right)
    {
        var (first, second) = (left.Average(), right.Average());
        var products = left.Zip(right, (one, other) => (one - first) * (other - second)).Sum();
        return products / ((left.Length - 1) * Deviation(left) * Deviation(right));
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static void Head(StringBuilder text, string title, string note)
    {
        Line(text, $"## {title}");
        Line(text, $"");
        Line(text, $"| {(note.Length > 0 ? note : "trial")} | runs | found | nominal | band | inside |");
        Line(text, $"|---|---|---|---|---|---|");
    }

    private static void Row(StringBuilder text, StringBuilder bare, FormattableString name, TrialCounts found, double? nominal) =>
        Row(text, bare, FormattableString.Invariant(name), found, nominal);

    private static void Row(StringBuilder text, StringBuilder bare, string name, TrialCounts found, double? nominal, bool isLimit = false)
    {
        Line(bare, $"{name}\t{found.Happened}\t{found.Runs}\t{nominal}");
        if (nominal is not { } rate)
        {
            Line(text, $"| {name} | {found.Runs:N0} | {100 * found.Share:0.0} % | | | |");
            return;
        }
        var half = 2.576 * found.Deviation(rate);
        var band = isLimit
            ? FormattableString.Invariant($"at most {100 * (rate + half):0.00} %")
            : FormattableString.Invariant($"{100 * (rate - half):0.00}–{100 * (rate + half):0.00} %");
        var inside = (isLimit ? found.IsAtMost(rate) : found.IsWithin(rate)) ? "yes" : "no";
        Line(text, $"| {name} | {found.Runs:N0} | {100 * found.Share:0.00} % | {100 * rate:0.0} % | {band} | {inside} |");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
