using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook list</c>: the endpoints.</summary>
internal sealed class WebhookListCommand : Verb
{
    public override string Name => "list";

    public override string Description => WebhookVerbTexts.Say("ListDescription");

    public override string Example => "kuajie webhook list --json";

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "webhook list", context.Clock);
        var endpoints = workspace.Messages.Endpoints();
        return Task.FromResult(
            new VerbOutcome(
                new { webhooks = endpoints.Select(WebhookOptions.Document).ToArray() },
                console =>
                {
                    foreach (var each in endpoints)
                    {
                        var kinds = each.Kinds.Count == 0 ? WebhookVerbTexts.Say("Everything") : string.Join(", ", each.Kinds);
                        console.Line($"{each.EndpointId}  {each.PartyId}  {each.Address}  {kinds}");
                    }
                    if (endpoints.Count == 0)
                    {
                        console.Line(WebhookVerbTexts.Say("None"));
                    }
                }
            )
        );
    }
}
