using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Commands;

/// <summary>The inputs of a plan on the command line.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> placements = DecisionOptions.File("--placements", "PlacementsOption", isRequired: true);
    private readonly Option<string?> curves = DecisionOptions.File("--curves", "CurvesOption");
    private readonly Option<string?> observations = DecisionOptions.File("--observations", "ObservationsOption");
    private readonly Option<string?> experiments = DecisionOptions.File("--experiments", "ExperimentsOption");
    private readonly Option<string?> inventory = DecisionOptions.File("--inventory", "InventoryOption");
    private readonly Option<string?> dayBudgets = DecisionOptions.File("--day-budgets", "DayBudgetsOption");
    private readonly Option<string> budget = DecisionOptions.Budget();
    private readonly Option<string> currency = DecisionOptions.Currency();
    private readonly Option<string> zone = new("--time-zone")
    {
        Description = DecisionTexts.Say("TimeZoneOption"),
        HelpName = "ZONE",
        DefaultValueFactory = _ => "Asia/Shanghai",
    };
    private readonly Option<double?> frequency = new("--frequency") { Description = DecisionTexts.Say("FrequencyOption"), HelpName = "N" };
    private readonly Option<bool> robust = new("--robust") { Description = DecisionTexts.Say("RobustOption") };
    private readonly Option<bool> cautious = new("--cautious") { Description = DecisionTexts.Say("CautiousOption") };
    private readonly Option<string> form = Form();

    /// <summary>The form of fitted curves.</summary>
    public static Option<string> Form()
    {
        var option = new Option<string>("--form")
        {
            Description = DecisionTexts.Say("FormOption"),
            HelpName = "hill|power",
            DefaultValueFactory = _ => "hill",
        };
        option.AcceptOnlyFromAmong("hill", "power");
        return option;
    }

    public static CurveForm FormOf(VerbContext context, Option<string> option) =>
        context.Value(option) is "power" ? CurveForm.Power : CurveForm.Hill;

    public void AddTo(Command command)
    {
        foreach (
            var option in (Option[])
                [
                    placements,
                    curves,
                    observations,
                    experiments,
                    inventory,
                    dayBudgets,
                    budget,
                    currency,
                    zone,
                    frequency,
                    robust,
                    cautious,
                    form,
                ]
        )
        {
            command.Options.Add(option);
        }
    }

    public PlanInputs Of(VerbContext context)
    {
        var code = context.CurrencyOf(currency);
        var tables = new PlanTables(TableFile.Read(context.Value(placements)!))
        {
            Curves = context.Table(curves),
            Observations = context.Table(observations),
            Experiments = context.Table(experiments),
            Inventory = context.Table(inventory),
            DayBudgets = context.Table(dayBudgets),
        };
        var wish = new PlanWish(context.Amount(budget, code), code, context.Value(zone)!)
        {
            FrequencyPerUser = context.Value(frequency),
            IsRobust = context.Value(robust),
            IsCautious = context.Value(cautious),
            Form = FormOf(context, form),
        };
        return PlanInputs.Read(tables, wish);
    }
}
