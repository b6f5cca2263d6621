using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie partners</c>: whom to work with.</summary>
internal sealed class PartnersCommand : Verb
{
    public override string Name => "partners";

    public override string Description => DecisionTexts.Say("PartnersDescription");

    public override string Example =>
        "kuajie partners fit --domain knowledge\nkuajie partners portfolio --candidates samples/marathon/candidates.csv --budget 600000";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [new PartnersFitCommand(), new PartnersPortfolioCommand(), new PartnersNetworkCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw DecisionTexts.Source.Fault(
            "missing-decision",
            "MissingDecision",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
