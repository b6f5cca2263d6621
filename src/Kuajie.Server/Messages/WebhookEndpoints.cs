using Kuajie.Client.Messages;
using Kuajie.Platform.Access;
using Kuajie.Platform.Messages;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Messages;

/// <summary>Messages out: endpoints of the caller's party, what was sent to them, and users who ask to be reminded of live events.</summary>
internal static class WebhookEndpoints
{
    private const int MostDeliveries = 100;
    private const Role Readers = Role.Owner | Role.Growth | Role.Data | Role.Compliance;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").WithTags("webhooks");
        webhooks.MapGet("", List).WithName("listWebhooks").Allow(Scope.Manage, Readers);
        webhooks.MapPost("", Add).WithName("addWebhook").Allow(Scope.Manage, Role.Owner);
        webhooks.MapPost("/{endpoint}/rotate", Rotate).WithName("rotateWebhook").Allow(Scope.Manage, Role.Owner);
        webhooks.MapPost("/{endpoint}/test", Test).WithName("testWebhook").Allow(Scope.Manage, Role.Owner | Role.Data);
        webhooks.MapDelete("/{endpoint}", Remove).WithName("removeWebhook").Allow(Scope.Manage, Role.Owner);
        var deliveries = v1.MapGroup("/webhook-deliveries").WithTags("webhooks");
        deliveries.MapGet("", Deliveries).WithName("listWebhookDeliveries").Allow(Scope.Manage, Readers);
        deliveries.MapPost("/{delivery}/replay", Replay).WithName("replayWebhookDelivery").Allow(Scope.Manage, Role.Owner | Role.Data);
        var reminders = v1.MapGroup("/domains/{domain}/campaigns/{campaign}/live-events/{liveEvent}/reminders").WithTags("campaigns");
        reminders
            .MapPut("/{user}", Remind)
            .WithName("putReminder")
            .KeepsUserOutOfActivity()
            .Allow(Scope.Ingest | Scope.Manage, Role.Owner | Role.Data, DomainNeed.Own);
        reminders
            .MapDelete("/{user}", ForgetReminder)
            .WithName("removeReminder")
            .KeepsUserOutOfActivity()
            .Allow(Scope.Ingest | Scope.Manage, Role.Owner | Role.Data, DomainNeed.Own);
    }

    /// <summary>The endpoints of the caller's party, oldest first; all of them for the operator.</summary>
    private static Ok<IReadOnlyList<WebhookResponse>> List(HttpContext context, Webhooks webhooks) =>
        TypedResults.Ok<IReadOnlyList<WebhookResponse>>([.. webhooks.Of(PartyOf(context)).Select(ToResponse)]);

    /// <summary>Makes an endpoint. Its secret is in the answer and nowhere else.</summary>
    private static Created<WebhookSecretResponse> Add(WebhookRequest request, HttpContext context, Webhooks webhooks)
    {
        var caller = context.Caller();
        var party = request.Party ?? caller.PartyId;
        if (!caller.IsOperator && !string.Equals(party, caller.PartyId, StringComparison.Ordinal))
        {
            throw ServerTexts.Fault("unknown-party", "OtherParty", party, caller.PartyId);
        }
        var (endpoint, secret) = webhooks.Add(party ?? "", request.Address, WireWords.Each(request.Kinds ?? [], "kinds"));
        context.Note().Object = endpoint.EndpointId;
        return TypedResults.Created($"/v1/webhooks/{endpoint.EndpointId}", new WebhookSecretResponse(ToResponse(endpoint), secret));
    }

    /// <summary>
    /// Gives an endpoint a new secret: what is sent from now on is signed with it, and for some hours (24 where left out, at most 168) with the one before too, both signatures in the one header. 0 stops the old one at
    /// once. The new secret is in the answer and nowhere else.
    /// </summary>
    private static Ok<WebhookSecretResponse> Rotate(string endpoint, HttpContext context, Webhooks webhooks, int? overlapHours = null)
    {
        var (rotated, secret) = webhooks.Rotate(PartyOf(context), endpoint, overlapHours ?? Webhooks.UsualOverlapHours);
        return TypedResults.Ok(new WebhookSecretResponse(ToResponse(rotated), secret));
    }

    /// <summary>Sends an endpoint a message of the kind <c>webhook.test</c>, to try it out.</summary>
    private static Ok<WebhookDeliveryResponse> Test(string endpoint, HttpContext context, Webhooks webhooks) =>
        TypedResults.Ok(ToResponse(webhooks.Test(PartyOf(context), endpoint), context, webhooks));

    /// <summary>Forgets an endpoint; what waits for it is not sent any more.</summary>
    private static NoContent Remove(string endpoint, HttpContext context, Webhooks webhooks)
    {
        webhooks.Remove(PartyOf(context), endpoint);
        return TypedResults.NoContent();
    }

    /// <summary>The last hundred deliveries to the endpoints of the caller's party, newest first.</summary>
    private static Ok<IReadOnlyList<WebhookDeliveryResponse>> Deliveries(HttpContext context, Webhooks webhooks) =>
        TypedResults.Ok<IReadOnlyList<WebhookDeliveryResponse>>([
            .. webhooks.Deliveries(PartyOf(context), MostDeliveries).Select(each => ToResponse(each.Delivery, each.Message)),
        ]);

    /// <summary>Sends a message again that was given up, as often as a new one.</summary>
    private static Ok<WebhookDeliveryResponse> Replay(string delivery, HttpContext context, Webhooks webhooks) =>
        TypedResults.Ok(ToResponse(webhooks.Replay(PartyOf(context), delivery), context, webhooks));

    /// <summary>Remembers that a user wants to be reminded of a live event: a message goes out once, an hour before. Refused where the user wants no promotions.</summary>
    private static Ok<ReminderResponse> Remind(
        string domain,
        string campaign,
        string liveEvent,
        string user,
        LiveEventReminders reminders,
        Pseudonyms pseudonyms
    )
    {
        var from = reminders.Ask(domain, campaign, liveEvent, StoredOf(domain, user, pseudonyms));
        return TypedResults.Ok(new ReminderResponse(liveEvent, from));
    }

    /// <summary>Forgets that a user wants to be reminded.</summary>
    private static NoContent ForgetReminder(
        string domain,
        string campaign,
        string liveEvent,
        string user,
        LiveEventReminders reminders,
        Pseudonyms pseudonyms
    )
    {
        reminders.Forget(domain, campaign, liveEvent, StoredOf(domain, user, pseudonyms));
        return TypedResults.NoContent();
    }

    private static string StoredOf(string domain, string user, Pseudonyms pseudonyms) =>
        pseudonyms.Of(domain) is null ? user : pseudonyms.Stored(domain, user);

    /// <summary>Null for the operator, who sees all.</summary>
    private static string? PartyOf(HttpContext context) => context.Caller() is { IsOperator: false } caller ? caller.PartyId : null;

    private static WebhookResponse ToResponse(WebhookEndpoint endpoint) =>
        new(endpoint.EndpointId, endpoint.PartyId, endpoint.Address, endpoint.Kinds, endpoint.CreatedAt, endpoint.FormerUntil);

    private static WebhookDeliveryResponse ToResponse(MessageDelivery delivery, HttpContext context, Webhooks webhooks)
    {
        context.Note().Object = delivery.DeliveryId;
        return ToResponse(delivery, webhooks.MessageOf(delivery));
    }

    private static WebhookDeliveryResponse ToResponse(MessageDelivery delivery, Message message) =>
        new(
            delivery.DeliveryId,
            delivery.MessageId,
            message.Kind,
            delivery.EndpointId,
            message.At,
            WireWords.Of($"{delivery.State}"),
            delivery.Attempts,
            delivery.State == DeliveryState.Waiting ? delivery.NextAt : null,
            delivery.LastAt,
            delivery.LastStatus,
            delivery.LastFault
        );
}
