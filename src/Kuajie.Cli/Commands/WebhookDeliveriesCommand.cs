using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie webhook deliveries</c>: what was sent, and what came of it.</summary>
internal sealed class WebhookDeliveriesCommand : Verb
{
    private const int Most = 100;

    public override string Name => "deliveries";

    public override string Description => WebhookVerbTexts.Say("DeliveriesDescription");

    public override string Example => "kuajie webhook deliveries --json";

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "webhook deliveries", context.Clock);
        var deliveries = WebhookOptions.Of(workspace, context.Clock).Deliveries(null, Most);
        return Task.FromResult(
            new VerbOutcome(
                new { deliveries = deliveries.Select(each => WebhookOptions.Document(each.Delivery, each.Message)).ToArray() },
                console =>
                {
                    foreach (var (delivery, message) in deliveries)
                    {
                        var came =
                            delivery.LastStatus?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? delivery.LastFault ?? "";
                        console.Line(
                            $"{delivery.DeliveryId}  {message.Kind}  {WebhookVerbTexts.Say($"State{delivery.State}")}  {delivery.Attempts}  {came}"
                        );
                    }
                    if (deliveries.Count == 0)
                    {
                        console.Line(WebhookVerbTexts.Say("NoneSent"));
                    }
                }
            )
        );
    }
}
