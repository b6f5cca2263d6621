using System.Text;
using Kuajie.Algorithms.Bandits;
using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Benchmarks;

/// <summary>Previews of policies on logs that bandits collected, held against worlds whose truth is known; writes docs/results/adaptive-preview.md.</summary>
internal static class AdaptiveReport
{
    private const int Delay = 50;
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, double[] Rates)[] Worlds =
    [
        ("one creative is better", [0.03, 0.04, 0.06]),
        ("all are alike", [0.04, 0.04, 0.04]),
        ("five creatives", [0.08, 0.1, 0.1, 0.12, 0.15]),
    ];

    /// <summary>Writes the report to a file. O(repetitions · choices); with 200 some minutes.</summary>
    public static void Run(string file, int repetitions)
    {
        var text = new StringBuilder();
        var error = 2 * Math.Sqrt(0.95 * 0.05 / repetitions);
        Line(text, $"# Previews of campaigns against a known truth");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- adaptive docs/results/adaptive-preview.md {repetitions}`");
        Line(text, $"");
        Line(
            text,
            $"A bandit chooses among creatives whose click rates differ by the hour (±half, each creative at another hour) and come {Delay} decisions late; {repetitions} logs for each row, seeds 0 … {repetitions - 1}. Coverage: how many 95 % intervals hold the truth; {100 * (0.95 - error):0.0}–{100 * (0.95 + error):0.0} % is within two standard errors. First what does not do: the mean of what was shown of a creative, doubly robust without evaluation weights, and with them but always normal intervals. Then what a [preview](../methods/off-policy.md) says: how many it dares to tell of, and how many of those intervals hold the value, and the difference to what the bandit brought."
        );
        foreach (var (name, rates) in Worlds)
        {
            Line(text, $"");
            Line(
                text,
                $"## Where {name} ({string.Join(", ", rates.Select(rate => rate.ToString(System.Globalization.CultureInfo.InvariantCulture)))})"
            );
            foreach (var decisions in (int[])[2_000, 10_000])
            {
                AddTable(text, rates, decisions, repetitions);
            }
        }
        File.WriteAllText(file, text.ToString());
    }

    private static void AddTable(StringBuilder text, double[] rates, int decisions, int repetitions)
    {
        foreach (var isLinear in (bool[])[false, true])
        {
            Line(text, $"");
            Line(text, $"{(isLinear ? "LinUCB (a share of 0.05 uniform)" : "Thompson sampling")} had decided {decisions:N0} times.");
            Line(text, $"");
            Line(
                text,
                $"| policy | mean of what was shown: bias | coverage | plain DR | weighted DR, normal | told | SNIPS | DR | difference | half width |"
            );
            Line(text, $"|---|---|---|---|---|---|---|---|---|---|");
            var runs = Enumerable
                .Range(0, repetitions)
                .AsParallel()
                .AsOrdered()
                .Select(seed => Repeat(rates, decisions, isLinear, (ulong)seed))
                .ToArray();
            for (var policy = 0; policy < runs[0].Length; policy++)
            {
                AddRow(text, [.. runs.Select(run => run[policy])]);
            }
        }
    }

    private static void AddRow(StringBuilder text, Found[] found)
    {
        var means = found.Where(each => each.Mean is not null).ToArray();
        var told = found.Where(each => each.Preview.Difference is not null).ToArray();
        var bias =
            means.Length == 0
                ? "–"
                : FormattableString.Invariant($"{means.Average(each => each.Mean!.Value.Value - each.Truth):+0.0000;-0.0000}");
        var half =
            told.Length == 0
                ? "–"
                : FormattableString.Invariant(
                    $"{told.Average(each => each.Preview.DoublyRobust!.Value.High - each.Preview.DoublyRobust.Value.Value):0.0000}"
                );
        Line(
            text,
            $"| {found[0].Name} | {bias} | {Share(means, each => Holds(each.Mean!.Value, each.Truth))} | {Share(found, each => Holds(each.Plain, each.Truth))} | {Share(found, each => each.Weighted is { } weighted && Holds(weighted, each.Truth))} | {100.0 * told.Length / found.Length:0} % | {Share(told, each => Holds(each.Preview.SelfNormalized, each.Truth))} | {Share(told, each => Holds(each.Preview.DoublyRobust, each.Truth))} | {Share(told, each => Holds(each.Preview.Difference, each.Truth - each.LoggedTruth))} | {half} |"
        );
    }

    private static string Share(Found[] found, Func<Found, bool> holds) =>
        found.Length == 0 ? "–" : FormattableString.Invariant($"{100.0 * found.Count(holds) / found.Length:0.0} %");

    private static bool Holds(EffectInterval? found, double truth) =>
        found is { } known && known.Low - 1e-12 <= truth && truth <= known.High + 1e-12;

    private static bool Holds((double Value, double Error) found, double truth) =>
        Math.Abs(found.Value - truth) <= (1.959963984540054 * found.Error) + 1e-12;

    private static Found[] Repeat(double[] rates, int decisions, bool isLinear, ulong seed)
    {
        var (choices, truths) = Log(rates, decisions, isLinear, seed);
        var log = new AdaptiveLog(choices, isLinear);
        int[] all = [.. Enumerable.Range(0, rates.Length)];
        (string Name, IChoicePolicy Policy)[] policies =
        [
            .. all.Select(arm => ($"only {arm + 1}", (IChoicePolicy)ConstantPolicy.Only(arm, rates.Length))),
            ("evenly", ConstantPolicy.Evenly(all, rates.Length)),
            ("Thompson", new ThompsonPolicy(all, rates.Length)),
            ("LinUCB", new LinUcbPolicy(all, rates.Length, 3, new LinUcbOptions { Epsilon = 0.05 })),
        ];
        return [.. policies.Select((each, place) => Judge(each.Name, each.Policy, place < rates.Length ? place : null, log, truths))];
    }

    private static Found Judge(string name, IChoicePolicy policy, int? arm, AdaptiveLog log, double[][] truths)
    {
        var watched = new WatchedPolicy(policy);
        var found = AdaptiveEstimate.Of(log, watched);
        var counts = !policy.Learns ? null : found.Counts;
        var (value, logged, sum) = (0.0, 0.0, 0.0);
        for (var place = 0; place < truths.Length; place++)
        {
            var count = counts?[place] ?? 1;
            for (var each = 0; each < log.Arms; each++)
            {
                value += count * watched.Seen[place][each] * truths[place][each];
                logged += count * log.Choices[place].Propensities[each] * truths[place][each];
            }
            sum += count;
        }
        (value, logged) = sum > 0 ? (value / sum, logged / sum) : (0, 0);
        var shown = arm is null ? [] : log.Choices.Where(each => each.Chosen == arm).Select(each => each.Reward).ToArray();
        var mean = shown.Length == 0 ? 0 : shown.Average();
        LoggedDecision[] plain =
        [
            .. log.Choices.Select(
                (choice, place) =>
                    new LoggedDecision(
                        choice.Propensities[choice.Chosen],
                        watched.Seen[place][choice.Chosen],
                        choice.Reward,
                        log.PredictionsFor(place)[choice.Chosen],
                        System.Numerics.Tensors.TensorPrimitives.Dot<double>(log.PredictionsFor(place), watched.Seen[place])
                    )
            ),
        ];
        var robust = OffPolicyEstimators.DoublyRobust(plain);
        return new Found(
            name,
            value,
            logged,
            shown.Length == 0 ? null : (mean, Math.Sqrt(mean * (1 - mean) / shown.Length)),
            (robust.Value, robust.StandardError),
            found.DoublyRobust,
            ChoicePreview.Of(log, found)
        );
    }

    private static (LoggedChoice[] Choices, double[][] Truths) Log(double[] rates, int decisions, bool isLinear, ulong seed)
    {
        var random = new SplittableRandom(SplittableRandom.Stream(20270301, seed).NextBits());
        int[] all = [.. Enumerable.Range(0, rates.Length)];
        var thompson = new ThompsonSampler(rates.Length);
        var linear = new LinUcb(rates.Length, 3, new LinUcbOptions { Epsilon = 0.05 });
        var (choices, truths) = (new LoggedChoice[decisions], new double[decisions][]);
        for (var place = 0; place < decisions; place++)
        {
            if (place >= Delay && choices[place - Delay] is { RewardedAt: not null } late)
            {
                thompson.Succeeded(late.Chosen);
                linear.Rewarded(late.Chosen, late.Context, 1);
            }
            var angle = 2 * Math.PI * random.NextDouble();
            double[] context = [1, Math.Sin(angle), Math.Cos(angle)];
            truths[place] = [.. rates.Select((rate, arm) => rate * (1 + (0.5 * Math.Sin(angle + (2 * Math.PI * arm / rates.Length)))))];
            var propensities = isLinear ? linear.Probabilities(context, all) : thompson.Probabilities(all);
            var arm = (isLinear ? linear.Choose(context, all, random.NextBits()) : thompson.Choose(all, random.NextBits())).Arm;
            var at = Start.AddSeconds(place);
            choices[place] = new LoggedChoice(
                at,
                propensities,
                arm,
                context,
                random.NextDouble() < truths[place][arm] ? at.AddSeconds(Delay) : null
            );
            thompson.Tried(arm);
            linear.Tried(arm, context);
        }
        return (choices, truths);
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');

    private sealed record Found(
        string Name,
        double Truth,
        double LoggedTruth,
        (double Value, double Error)? Mean,
        (double Value, double Error) Plain,
        (double Value, double Error)? Weighted,
        ChoicePreview Preview
    );

    /// <summary>Keeps the probabilities that a policy gave.</summary>
    private sealed class WatchedPolicy(IChoicePolicy policy) : IChoicePolicy
    {
        public List<double[]> Seen { get; } = [];

        public bool Learns => policy.Learns;

        public void Probabilities(ReadOnlySpan<double> context, Span<double> probabilities)
        {
            policy.Probabilities(context, probabilities);
            Seen.Add(probabilities.ToArray());
        }

        public void Tried(int arm, ReadOnlySpan<double> context) => policy.Tried(arm, context);

        public void Succeeded(int arm, ReadOnlySpan<double> context) => policy.Succeeded(arm, context);
    }
}
