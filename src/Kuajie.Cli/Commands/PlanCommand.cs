using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie plan</c>: where the budget of a campaign goes.</summary>
internal sealed class PlanCommand : Verb
{
    public override string Name => "plan";

    public override string Description => DecisionTexts.Say("PlanDescription");

    public override string Example =>
        "kuajie plan fit-curves --observations samples/marathon/observations.csv --out curves.csv\n"
        + "kuajie plan solve --placements samples/marathon/placements.csv --observations samples/marathon/observations.csv --budget 60000";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [new PlanSolveCommand(), new PlanFrontierCommand(), new PlanForecastCommand(), new PlanFitCurvesCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw DecisionTexts.Source.Fault(
            "missing-decision",
            "MissingDecision",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
