using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook</c>: messages out, in a workspace that nobody serves at the moment.</summary>
internal sealed class WebhookCommand : Verb
{
    public override string Name => "webhook";

    public override string Description => WebhookVerbTexts.Say("Description");

    public override string Example =>
        "kuajie webhook add --party knowledge --address https://hooks.example.com/kuajie\nkuajie webhook list\nkuajie webhook deliveries";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [
        new WebhookAddCommand(),
        new WebhookListCommand(),
        new WebhookRotateCommand(),
        new WebhookTestCommand(),
        new WebhookRemoveCommand(),
        new WebhookDeliveriesCommand(),
        new WebhookReplayCommand(),
    ];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw WebhookVerbTexts.Source.Fault(
            "missing-verb",
            "MissingVerb",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
