using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment</c>: what causes what.</summary>
internal sealed class ExperimentCommand : Verb
{
    public override string Name => "experiment";

    public override string Description => ExperimentVerbTexts.Say("Description");

    public override string Example =>
        "kuajie experiment plan --rate 0.03 --lift 0.1 --per-day 4000\n" + "kuajie experiment read --domain knowledge --name lift";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [
        new ExperimentDefineCommand(),
        new ExperimentListCommand(),
        new ExperimentStartCommand(),
        new ExperimentStopCommand(),
        new ExperimentReadCommand(),
        new ExperimentPlanCommand(),
        new ExperimentPreviewCommand(),
    ];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw ExperimentVerbTexts.Source.Fault(
            "missing-verb",
            "MissingVerb",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
