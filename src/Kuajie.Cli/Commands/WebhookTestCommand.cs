using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook test</c>: puts a message to try an endpoint out on its way.</summary>
internal sealed class WebhookTestCommand : Verb
{
    private readonly Argument<string> endpoint = new("ENDPOINT") { Description = WebhookVerbTexts.Say("EndpointArgument") };

    public override string Name => "test";

    public override string Description => WebhookVerbTexts.Say("TestDescription");

    public override string Example => "kuajie webhook test end_019f0c2d5b7e7c6f9a4be1d3c2a10f55";

    public override void Configure(Command command) => command.Arguments.Add(endpoint);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "webhook test", context.Clock);
        var webhooks = WebhookOptions.Of(workspace, context.Clock);
        var delivery = webhooks.Test(null, context.Value(endpoint)!);
        return Task.FromResult(
            new VerbOutcome(
                WebhookOptions.Document(delivery, webhooks.MessageOf(delivery)),
                console => console.Line(WebhookVerbTexts.Say("OnItsWay", delivery.DeliveryId))
            )
        );
    }
}
