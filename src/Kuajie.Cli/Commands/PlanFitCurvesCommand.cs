using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Server.Campaigns;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie plan fit-curves</c>: response curves from what exposures brought.</summary>
internal sealed class PlanFitCurvesCommand : Verb
{
    private readonly Option<string?> observations = DecisionOptions.File("--observations", "ObservationsOption", isRequired: true);
    private readonly Option<string?> experiments = DecisionOptions.File("--experiments", "ExperimentsOption");
    private readonly Option<string> form = PlanOptions.Form();
    private readonly Option<string?> output = DecisionOptions.Out();

    public override string Name => "fit-curves";

    public override string Description => DecisionTexts.Say("FitCurvesDescription");

    public override string Example =>
        "kuajie plan fit-curves --observations samples/marathon/observations.csv --experiments samples/marathon/experiments.csv --out curves.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[observations, experiments, form, output])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var curves = PlanCurves.Fit(
            TableFile.Read(context.Value(observations)!),
            context.Table(experiments),
            PlanOptions.FormOf(context, form)
        );
        context.WriteTable(output, () => PlanWork.ToTable(curves));
        return Task.FromResult(new VerbOutcome(PlansOnTheWire.Of(curves), console => Print(console, curves)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<NamedCurve> curves)
    {
        var table = DecisionOptions.Grid(
            2,
            DecisionTexts.Say("CurveColumn"),
            DecisionTexts.Say("ObservationsColumn"),
            DecisionTexts.Say("WorstShareColumn"),
            DecisionTexts.Say("FormulaColumn")
        );
        foreach (var curve in curves)
        {
            table.Row(
                curve.Name,
                PlainLines.Count(curve.Points.Count),
                curve.Curve is null ? "–" : PlainLines.Percent(curve.WorstShare),
                Formula(curve)
            );
        }
        console.Write(table);
    }

    private static string Formula(NamedCurve curve) =>
        curve.Curve switch
        {
            HillCurve hill => string.Create(
                CultureInfo.InvariantCulture,
                $"{hill.Ceiling:G4} · A^{hill.Shape:G3} / ({hill.HalfSaturation:G4}^{hill.Shape:G3} + A^{hill.Shape:G3})"
            ),
            PowerCurve power => string.Create(CultureInfo.InvariantCulture, $"{power.Scale:G4} · A^{power.Exponent:G3}"),
            _ => $"{curve.Shortage}",
        };
}
