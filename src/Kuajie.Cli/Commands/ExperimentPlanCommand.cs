using System.CommandLine;
using System.Globalization;
using Kuajie.Algorithms.Experiments.Planning;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment plan</c>: how many units, how long.</summary>
internal sealed class ExperimentPlanCommand : Verb
{
    private readonly Option<double> rate = new("--rate")
    {
        Description = ExperimentVerbTexts.Say("RateOption"),
        HelpName = "P",
        Required = true,
    };
    private readonly Option<double> lift = new("--lift")
    {
        Description = ExperimentVerbTexts.Say("LiftOption"),
        HelpName = "L",
        Required = true,
    };
    private readonly Option<double> power = new("--power")
    {
        Description = ExperimentVerbTexts.Say("PowerOption"),
        HelpName = "P",
        DefaultValueFactory = _ => 0.8,
    };
    private readonly Option<double?> perDay = new("--per-day") { Description = ExperimentVerbTexts.Say("PerDayOption"), HelpName = "N" };
    private readonly Option<int> arms = new("--arms")
    {
        Description = ExperimentVerbTexts.Say("ArmsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };
    private readonly Option<int> goals = new("--goals")
    {
        Description = ExperimentVerbTexts.Say("GoalsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public override string Name => "plan";

    public override string Description => ExperimentVerbTexts.Say("PlanDescription");

    public override string Example => "kuajie experiment plan --rate 0.03 --lift 0.1 --per-day 4000";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[rate, lift, power, perDay, arms, goals])
        {
            command.Options.Add(option);
        }
        arms.AtLeast(2);
        goals.AtLeast(1);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (given, wanted, sure, all) = (context.Value(rate), context.Value(lift), context.Value(power), context.Value(arms));
        ThrowIfOutside(rate, given, given is > 0 and < 1, "0 < P < 1");
        ThrowIfOutside(power, sure, sure is > 0 and < 1, "0 < P < 1");
        ThrowIfOutside(lift, wanted, wanted != 0 && given * (1 + wanted) is > 0 and < 1, "0.1");
        var planning = new ExperimentPower { Power = sure, Comparisons = (all - 1) * context.Value(goals) };
        var spread = MetricSpread.OfRate(given);
        // Planned for two arms; every further one takes as many as each of them.
        var units = Units(planning.UnitsFor(spread, given * wanted), all);
        var anyTime = Units(planning.SequentialUnitsFor(spread, given * wanted), all);
        RunningTime? time = null;
        if (context.Value(perDay) is { } daily)
        {
            ThrowIfOutside(perDay, daily, daily > 0 && double.IsFinite(daily), "1000");
            time = ExperimentPower.TimeFor(units, daily);
        }
        return Task.FromResult(
            new VerbOutcome(
                new
                {
                    units,
                    unitsReadAnyTime = anyTime,
                    days = time?.Days,
                    weeks = time?.Weeks,
                },
                console =>
                {
                    console.Line(
                        ExperimentVerbTexts.Say(
                            "Planned",
                            PlainLines.Count(units),
                            all,
                            PlainLines.Percent(wanted),
                            Text(given),
                            Text(sure)
                        )
                    );
                    console.Line(ExperimentVerbTexts.Say("PlannedAnyTime", PlainLines.Count(anyTime)));
                    if (time is { } taken)
                    {
                        console.Line(ExperimentVerbTexts.Say("PlannedTime", Text(context.Value(perDay)!.Value), taken.Days, taken.Weeks));
                    }
                }
            )
        );
    }

    private static long Units(long ofTwo, int arms) => (long)Math.Ceiling(ofTwo / 2.0 * arms);

    private static void ThrowIfOutside(Option option, double value, bool isWithin, string expected)
    {
        if (!isWithin)
        {
            throw VerbFaults.OutOfRange(option.Name, Text(value), expected);
        }
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
