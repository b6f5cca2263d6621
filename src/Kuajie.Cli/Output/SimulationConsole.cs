using System.Globalization;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Simulation;
using Spectre.Console;

namespace Kuajie.Cli.Output;

/// <summary>How long a simulation took, in real time.</summary>
/// <param name="SetUpSeconds">Bringing in users and their past, training.</param>
/// <param name="SimulationSeconds">The days themselves.</param>
internal sealed record SimulationSpeed(double SetUpSeconds, double SimulationSeconds);

/// <summary>A simulation's report for people: the truth, and beside it what was observed.</summary>
internal static class SimulationConsole
{
    public static void Print(IAnsiConsole console, SimulationReport report, SimulationSpeed speed)
    {
        var visits = report.Days.Sum(day => (long)day.Visits);
        console.Line(
            SimulateTexts.Say(
                "Heading",
                report.Scenario.Name,
                report.Days.Count / report.Sides.Count,
                PlainLines.Count(report.Scenario.Users),
                report.Seed,
                PlainLines.Count(visits),
                PlainLines.Count(report.Lists),
                PlainLines.Count(report.Events)
            )
        );
        console.Line(
            SimulateTexts.Say("Speed", speed.SetUpSeconds, speed.SimulationSeconds, visits / Math.Max(1e-9, speed.SimulationSeconds))
        );
        console.Line(SimulateTexts.Say("Legend"));
        foreach (var side in report.Sides)
        {
            Print(console, side);
        }
        foreach (var campaign in report.Campaigns)
        {
            SimulatedCampaignConsole.Print(console, campaign);
        }
    }

    private static void Print(IAnsiConsole console, SimulatedSideReport side)
    {
        var truth = side.Truth;
        console.Line("");
        console.Line(
            SimulateTexts.Say("SideHeading", side.Domain, side.TargetDomain, PlainLines.Count(truth.Reached), PlainLines.Count(truth.Users))
        );
        console.Write(Arms(side));
        console.Line(SimulateTexts.Say("BestArm", truth.BestArm, Money(truth.PersonalValueMinorUnitsPerUser)));
        if (truth.BestPrice is { } price)
        {
            console.Line(SimulateTexts.Say("BestPrice", price.Setting, Money(price.ValueMinorUnitsPerUser)));
        }
        if (truth.BestExposureLimit is { } limit)
        {
            console.Line(SimulateTexts.Say("BestLimit", limit.Setting, Money(limit.ValueMinorUnitsPerUser)));
        }
        if (side.Split.IsBroken)
        {
            console.Line(SimulateTexts.Say("BrokenSplit", side.Split.PValue));
        }
    }

    private static Table Arms(SimulatedSideReport side)
    {
        var table = DecisionOptions.Grid(
            7,
            SimulateTexts.Say("ArmColumn"),
            SimulateTexts.Say("TrueRateColumn"),
            SimulateTexts.Say("ObservedColumn"),
            SimulateTexts.Say("TrueLiftColumn"),
            SimulateTexts.Say("ObservedLiftColumn"),
            SimulateTexts.Say("OwnLiftColumn"),
            SimulateTexts.Say("ObservedOwnLiftColumn"),
            SimulateTexts.Say("ValueColumn")
        );
        foreach (var (arm, seen) in side.Truth.Arms.Zip(side.Observed))
        {
            table.Row(
                arm.Name,
                Rate(arm.ConversionsPerUser),
                Rate(seen.Units == 0 ? 0 : (double)seen.Conversions / seen.Units),
                seen.Effect is null ? "" : Percent(arm.Lift),
                Interval(seen.Effect),
                seen.OwnEffect is null ? "" : Percent(arm.OwnLift),
                Interval(seen.OwnEffect),
                Money(arm.ValueMinorUnitsPerUser)
            );
        }
        return table;
    }

    private static string Interval(EffectReading? reading) =>
        reading?.Relative is { } lift ? $"{Percent(lift.Value)} ({Percent(lift.Low)} … {Percent(lift.High)})"
        : reading is null ? ""
        : "–";

    private static string Percent(double? share) => share?.ToString("+0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture) ?? "–";

    private static string Rate(double rate) => rate.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Money(double minorUnits) => (minorUnits / 100).ToString("0.00", CultureInfo.InvariantCulture);
}
