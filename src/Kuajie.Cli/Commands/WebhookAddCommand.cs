using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook add</c>: makes an endpoint and shows its secret once.</summary>
internal sealed class WebhookAddCommand : Verb
{
    private readonly Option<string> party = new("--party")
    {
        Required = true,
        Description = WebhookVerbTexts.Say("PartyOption"),
        HelpName = "PARTY",
    };
    private readonly Option<string> address = new("--address")
    {
        Required = true,
        Description = WebhookVerbTexts.Say("AddressOption"),
        HelpName = "URL",
    };
    private readonly Option<string?> kinds = new("--kinds") { Description = WebhookVerbTexts.Say("KindsOption"), HelpName = "LIST" };
    private readonly Option<bool> loopback = new("--loopback") { Description = WebhookVerbTexts.Say("LoopbackOption") };

    public override string Name => "add";

    public override string Description => WebhookVerbTexts.Say("AddDescription");

    public override string Example =>
        "kuajie webhook add --party knowledge --address https://hooks.example.com/kuajie --kinds delivery.alert";

    public override void Configure(Command command)
    {
        command.Options.Add(party);
        command.Options.Add(address);
        command.Options.Add(kinds);
        command.Options.Add(loopback);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "webhook add", context.Clock);
        var asked = context.Value(kinds)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (endpoint, secret) = WebhookOptions
            .Of(workspace, context.Clock, context.Value(loopback))
            .Add(context.Value(party)!, context.Value(address)!, asked);
        return Task.FromResult(
            new VerbOutcome(
                new { webhook = WebhookOptions.Document(endpoint), secret },
                console =>
                {
                    console.Line(WebhookVerbTexts.Say("Added", endpoint.EndpointId, endpoint.Address));
                    console.Line(secret);
                    console.Line(WebhookVerbTexts.Say("ShownOnce"));
                }
            )
        );
    }
}
