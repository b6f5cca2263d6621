using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook remove</c>: forgets an endpoint.</summary>
internal sealed class WebhookRemoveCommand : Verb
{
    private readonly Argument<string> endpoint = new("ENDPOINT") { Description = WebhookVerbTexts.Say("EndpointArgument") };

    public override string Name => "remove";

    public override string Description => WebhookVerbTexts.Say("RemoveDescription");

    public override string Example => "kuajie webhook remove end_019f0c2d5b7e7c6f9a4be1d3c2a10f55";

    public override void Configure(Command command) => command.Arguments.Add(endpoint);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "webhook remove", context.Clock);
        var webhooks = WebhookOptions.Of(workspace, context.Clock);
        webhooks.Remove(null, context.Value(endpoint)!);
        return Task.FromResult(
            new VerbOutcome(
                new { removed = context.Value(endpoint) },
                console => console.Line(WebhookVerbTexts.Say("Removed", context.Value(endpoint)))
            )
        );
    }
}
