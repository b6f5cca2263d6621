using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Kuajie.Client.Interactions;
using Kuajie.Client.Problems;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Interactions;

/// <summary>What users and visitors did just now.</summary>
internal static class EventEndpoints
{
    /// <summary>Faults that one answer names; a body of nonsense must not become an answer of many times its size.</summary>
    public const int MostFaults = 1000;

    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/domains/{domain}/events/recent", Recent)
            .WithTags("events")
            .WithName("recentEvents")
            .Allow(Scope.Manage, Role.Owner | Role.Data, DomainNeed.Own);
        v1.MapPost("/domains/{domain}/events", Post)
            .WithTags("events")
            .WithName("postEvents")
            .Accepts<EventsRequest>("application/json")
            .AddOpenApiOperationTransformer(EventBodyDescription.AddAsync)
            .Produces<EventsResponse>()
            .Produces<ProblemResponse>(StatusCodes.Status429TooManyRequests, "application/problem+json")
            .Produces<ProblemResponse>(StatusCodes.Status503ServiceUnavailable, "application/problem+json")
            // The events themselves are the record.
            .LeavesNoActivity()
            .Allow(Scope.Ingest, Role.Owner | Role.Data, DomainNeed.Own);
    }

    /// <summary>
    /// The last events that came in since the service started, newest first: those that were stored, and for those that were refused where and why. For whoever connects an application; what
    /// was refused is not repeated.
    /// </summary>
    internal static Ok<RecentEventsResponse> Recent(string domain, EventTrace trace) =>
        TypedResults.Ok(
            new RecentEventsResponse(
                [.. trace.TakenOf(domain).Select(ToResponse)],
                [
                    .. trace
                        .RefusedOf(domain)
                        .Select(line => new RefusedEventResponse(
                            line.ReceivedAt,
                            line.Sender,
                            line.Code,
                            line.Where,
                            line.Expected,
                            line.Cure,
                            line.Faults
                        )),
                ]
            )
        );

    /// <summary>
    /// Stores events, all or none: a single one as an object, or several in <c>events</c>. Answers after they are safely stored. Sending them again, for example after a lost answer
    /// or a 429 or 503, is harmless: each event is stored once.
    /// </summary>
    internal static async Task<IResult> Post(
        string domain,
        HttpContext context,
        EventIntake intake,
        EventTrace trace,
        EventMeters meters,
        ServerSettings settings,
        TimeProvider clock,
        Pseudonyms pseudonyms
    )
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("media type", StatusCodes.Status415UnsupportedMediaType);
        }
        return await StoreAsync(domain, context, intake, trace, meters, settings, clock, pseudonyms);
    }

    /// <summary>Reads, checks and stores the events of a request.</summary>
    /// <remarks>Collected ones name no users, and need no pseudonyms.</remarks>
    public static async Task<IResult> StoreAsync(
        string domain,
        HttpContext context,
        EventIntake intake,
        EventTrace trace,
        EventMeters meters,
        ServerSettings settings,
        TimeProvider clock,
        Pseudonyms? pseudonyms
    )
    {
        var faults = new List<KuajieException>();
        var check = new EventCheck(domain, clock.GetUtcNow(), faults, isCollected: pseudonyms is null, pseudonyms);
        var sender = context.Caller().Id;
        try
        {
            var events = await ReadAsync(context, check, faults, settings.MostEventsAtOnce);
            if (faults.Count > 0)
            {
                trace.Refused(domain, sender, faults);
                meters.Refused(domain, "invalid");
                await RefuseAsync(context, faults);
                return TypedResults.Empty;
            }
            var receipt = await TakeAsync(context, domain, intake, meters, events);
            trace.Taken(domain, sender, events);
            meters.Taken(domain, receipt);
            return Stored(receipt);
        }
        catch (JsonException unreadable)
        {
            trace.Refused(domain, sender, [UnreadableRequest.Of(unreadable)]);
            throw;
        }
        catch (KuajieException fault)
        {
            trace.Refused(domain, sender, [fault]);
            throw;
        }
    }

    private static RecentEventResponse ToResponse(TakenEvent line) =>
        new(
            line.ReceivedAt,
            line.Sender,
            line.Event.EventId,
            line.Event.ItemId,
            InteractionKinds.WireName(line.Event.Kind),
            line.Event.UserId,
            line.Event.SessionId,
            line.Event.At,
            line.Event.Value,
            line.Event.ListId
        );

    private static JsonHttpResult<EventsResponse> Stored(EventReceipt receipt) =>
        TypedResults.Json(new EventsResponse(receipt.Accepted, receipt.Duplicates), EventsJson.Default.EventsResponse);

    private static async Task<EventReceipt> TakeAsync(
        HttpContext context,
        string domain,
        EventIntake intake,
        EventMeters meters,
        List<LiveEvent> events
    )
    {
        try
        {
            return await intake.TakeAsync(events, context.RequestAborted);
        }
        catch (GroupCommitFullException full)
        {
            meters.Refused(domain, "full");
            var seconds = (int)full.RetryAfter.TotalSeconds;
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            throw EventTexts.Full(full.WaitingRows, seconds);
        }
        catch (ObjectDisposedException)
        {
            throw EventTexts.Stopping;
        }
        catch (KuajieException)
        {
            meters.Refused(domain, "store");
            throw;
        }
    }

    private static async Task<List<LiveEvent>> ReadAsync(HttpContext context, EventCheck check, List<KuajieException> faults, int most)
    {
        var body = context.Request.BodyReader;
        ReadResult read;
        while (!(read = await body.ReadAsync(context.RequestAborted)).IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
        try
        {
            return EventReader.Read(read.Buffer, check, faults, most);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    private static Task RefuseAsync(HttpContext context, List<KuajieException> faults)
    {
        var (first, shown) = (faults[0], faults.Take(MostFaults).ToArray());
        return faults.Count == 1
            ? ProblemWriter.WriteAsync(context, StatusCodes.Status400BadRequest, first)
            : ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                EventTexts.Several(faults.Count, first.Where!),
                [.. shown.Select(fault => new FaultResponse(fault.Where!, fault.Code, fault.Found, fault.Expected, fault.Cure))]
            );
    }
}
