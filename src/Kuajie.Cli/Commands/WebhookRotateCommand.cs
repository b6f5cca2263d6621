using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Messages;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook rotate</c>: gives an endpoint a new secret and shows it once.</summary>
internal sealed class WebhookRotateCommand : Verb
{
    private readonly Argument<string> endpoint = new("ENDPOINT") { Description = WebhookVerbTexts.Say("EndpointArgument") };

    private readonly Option<int?> overlap = new("--overlap") { Description = WebhookVerbTexts.Say("OverlapOption"), HelpName = "HOURS" };

    public override string Name => "rotate";

    public override string Description => WebhookVerbTexts.Say("RotateDescription");

    public override string Example =>
        "kuajie webhook rotate end_019f0c2d5b7e7c6f9a4be1d3c2a10f55\nkuajie webhook rotate end_019f0c2d5b7e7c6f9a4be1d3c2a10f55 --overlap 0";

    public override void Configure(Command command)
    {
        command.Arguments.Add(endpoint);
        command.Options.Add(overlap);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "webhook rotate", context.Clock);
        var webhooks = WebhookOptions.Of(workspace, context.Clock);
        var (rotated, secret) = webhooks.Rotate(null, context.Value(endpoint)!, context.Value(overlap) ?? Webhooks.UsualOverlapHours);
        return Task.FromResult(
            new VerbOutcome(
                new { webhook = WebhookOptions.Document(rotated), secret },
                console =>
                {
                    console.Line(WebhookVerbTexts.Say("Rotated", rotated.EndpointId));
                    console.Line(secret);
                    console.Line(WebhookVerbTexts.Say("ShownOnce"));
                    if (rotated.FormerUntil is { } until)
                    {
                        console.Line(WebhookVerbTexts.Say("BothUntil", PlainLines.Minute(until)));
                    }
                }
            )
        );
    }
}
