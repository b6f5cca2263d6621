using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Campaigns;
using Kuajie.Server.Campaigns;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie plan forecast</c>: inventory expected, from a history.</summary>
internal sealed class PlanForecastCommand : Verb
{
    private readonly Option<string?> history = DecisionOptions.File("--history", "HistoryOption", isRequired: true);
    private readonly Option<string?> holidays = DecisionOptions.File("--holidays", "HolidaysOption");
    private readonly Option<int> days = new("--days")
    {
        Description = DecisionTexts.Say("DaysOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 28,
    };
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "forecast";

    public override string Description => DecisionTexts.Say("ForecastDescription");

    public override string Example => "kuajie plan forecast --history samples/marathon/history.csv --days 14 --out inventory.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[history, holidays, days, output])
        {
            command.Options.Add(option);
        }
        days.AtLeast(1);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var forecasts = InventoryWork.Forecast(TableFile.Read(context.Value(history)!), context.Table(holidays), context.Value(days));
        context.WriteTable(output, () => InventoryWork.ToTable(forecasts));
        return Task.FromResult(new VerbOutcome(PlansOnTheWire.Of(forecasts), console => Print(console, forecasts)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<SlotForecast> forecasts)
    {
        var table = DecisionOptions.Grid(
            5,
            DecisionTexts.Say("SlotColumn"),
            DecisionTexts.Say("ExpectedColumn"),
            DecisionTexts.Say("LowColumn"),
            DecisionTexts.Say("ErrorColumn"),
            DecisionTexts.Say("NaiveColumn"),
            DecisionTexts.Say("CoverageColumn")
        );
        foreach (var slot in forecasts.Where(slot => slot.Forecast.Backtest is not null))
        {
            var backtest = slot.Forecast.Backtest!;
            table.Row(
                slot.Slot,
                PlainLines.Count((long)slot.Forecast.Windows.Sum(window => window.Exposures)),
                PlainLines.Count((long)slot.Forecast.Windows.Sum(window => window.Low)),
                backtest.MeanAbsoluteError.ToString("N0", CultureInfo.InvariantCulture),
                backtest.SeasonalNaiveError.ToString("N0", CultureInfo.InvariantCulture),
                PlainLines.Percent(backtest.Coverage)
            );
        }
        console.Write(table);
        console.Lines(
            DecisionTexts.Say("ShortageHeading"),
            forecasts.Where(slot => slot.Forecast.Shortage is not null).Select(slot => $"{slot.Slot}: {slot.Forecast.Shortage}")
        );
    }
}
