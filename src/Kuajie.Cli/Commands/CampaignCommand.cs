using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie campaign</c>: joint promotions that run.</summary>
internal sealed class CampaignCommand : Verb
{
    public override string Name => "campaign";

    public override string Description => CampaignVerbTexts.Say("Description");

    public override string Example =>
        "kuajie campaign define --domain knowledge --name spring --file spring.json\n"
        + "kuajie campaign propose --domain knowledge --name spring\n"
        + "kuajie campaign approve --domain sports --name spring";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [
        new CampaignDefineCommand(),
        new CampaignProposeCommand(),
        new CampaignApproveCommand(),
        new CampaignRejectCommand(),
        new CampaignStartCommand(),
        new CampaignPauseCommand(),
        new CampaignStopCommand(),
        new CampaignKillCommand(),
        new CampaignListCommand(),
        new CampaignReadCommand(),
        new CampaignForecastCommand(),
        new CampaignDeliveryCommand(),
        new CampaignOutcomeCommand(),
        new CampaignPreviewCommand(),
    ];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw CampaignVerbTexts.Source.Fault(
            "missing-verb",
            "MissingVerb",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
