using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook replay</c>: sends a message again that was given up.</summary>
internal sealed class WebhookReplayCommand : Verb
{
    private readonly Argument<string> delivery = new("DELIVERY") { Description = WebhookVerbTexts.Say("DeliveryArgument") };

    public override string Name => "replay";

    public override string Description => WebhookVerbTexts.Say("ReplayDescription");

    public override string Example => "kuajie webhook replay msg_019f0c2d5b7e7c6f9a4be1d3c2a10f56.end_019f0c2d5b7e7c6f9a4be1d3c2a10f55";

    public override void Configure(Command command) => command.Arguments.Add(delivery);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "webhook replay", context.Clock);
        var webhooks = WebhookOptions.Of(workspace, context.Clock);
        var again = webhooks.Replay(null, context.Value(delivery)!);
        return Task.FromResult(
            new VerbOutcome(
                WebhookOptions.Document(again, webhooks.MessageOf(again)),
                console => console.Line(WebhookVerbTexts.Say("OnItsWay", again.DeliveryId))
            )
        );
    }
}
