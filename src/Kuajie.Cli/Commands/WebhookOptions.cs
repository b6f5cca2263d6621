using Kuajie.Platform.Messages;
using Kuajie.Server.Messages;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>What the verbs about messages share.</summary>
internal static class WebhookOptions
{
    /// <summary>The endpoints of a workspace. Who holds the workspace acts for every party.</summary>
    public static Webhooks Of(Workspace workspace, TimeProvider clock, bool allowsLoopback = false) =>
        new(workspace.Messages, workspace.Partners, SecretSeal.Of(workspace.Layout.Secrets), allowsLoopback, clock);

    /// <summary>What a program is told of an endpoint.</summary>
    public static object Document(WebhookEndpoint endpoint) =>
        new
        {
            endpoint = endpoint.EndpointId,
            party = endpoint.PartyId,
            address = endpoint.Address,
            kinds = endpoint.Kinds,
            createdAt = endpoint.CreatedAt,
            formerUntil = endpoint.FormerUntil,
        };

    /// <summary>What a program is told of a delivery.</summary>
    public static object Document(MessageDelivery delivery, Message message) =>
        new
        {
            delivery = delivery.DeliveryId,
            message = delivery.MessageId,
            kind = message.Kind,
            endpoint = delivery.EndpointId,
            at = message.At,
            state = $"{delivery.State}",
            attempts = delivery.Attempts,
            nextAt = delivery.State == DeliveryState.Waiting ? delivery.NextAt : (DateTimeOffset?)null,
            lastAt = delivery.LastAt,
            lastStatus = delivery.LastStatus,
            lastFault = delivery.LastFault,
        };
}
