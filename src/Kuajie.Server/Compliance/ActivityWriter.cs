using Kuajie.Platform.Access;
using Kuajie.Platform.Compliance;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Compliance;

/// <summary>
/// Writes a line for every call that changes something, before its answer leaves: whoever has the answer finds the line. A refusal is written with its code; callers whom nobody knows are
/// only written where they tried to sign in.
/// </summary>
internal sealed partial class ActivityWriter(RequestDelegate next, ActivityLog activity, ILogger<ActivityWriter> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (IsReading(context.Request.Method) || context.GetEndpoint() is not RouteEndpoint endpoint || MarkOf(endpoint) is not { } mark)
        {
            await next(context);
            return;
        }
        var isWritten = false;
        context.Response.OnStarting(() =>
        {
            Write();
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
            Write();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer, so none will start; what was done is done.
            Write();
            throw;
        }

        void Write()
        {
            if (!isWritten)
            {
                isWritten = true;
                WriteLine(context, endpoint, mark);
            }
        }
    }

    /// <summary>How an endpoint is written down; null where it is not.</summary>
    public static ActivityMark? MarkOf(Endpoint endpoint)
    {
        var isNamed =
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null && endpoint.Metadata.GetMetadata<AccessRule>() is not null;
        var mark = endpoint.Metadata.GetMetadata<ActivityMark>() ?? new ActivityMark();
        return isNamed && mark.IsWritten ? mark : null;
    }

    private static bool IsReading(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private void WriteLine(HttpContext context, RouteEndpoint endpoint, ActivityMark mark)
    {
        var caller = context.Features.Get<Caller>();
        var isOpen = endpoint.Metadata.GetMetadata<AccessRule>()!.IsOpen;
        if (caller is null && !isOpen)
        {
            return;
        }
        var note = context.Note();
        try
        {
            activity.Write(
                note.Actor ?? caller?.Id,
                endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName,
                context.GetRouteValue(AccessGate.DomainParameter) as string,
                mark.NamesPersons ? null : note.Object ?? ObjectOf(context, endpoint),
                OutcomeOf(context, note),
                note.Rows,
                // A flood of sign-ins that fail is one line an hour too.
                mark.IsBulk || (caller is null && note.Actor is null)
            );
        }
        catch (Exception fault)
        {
            // The change is done and its caller must not believe otherwise.
            Unwritten(log, endpoint.DisplayName, fault);
        }
    }

    /// <summary>The value of the last parameter in the address that is not the domain.</summary>
    private static string? ObjectOf(HttpContext context, RouteEndpoint endpoint) =>
        endpoint.RoutePattern.Parameters.LastOrDefault(parameter => parameter.Name != AccessGate.DomainParameter) is { } last
            ? context.GetRouteValue(last.Name) as string
            : null;

    private static string OutcomeOf(HttpContext context, ActivityNote note) =>
        note.Refusal
        ?? (
            context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted ? "broken-off"
            : context.Response.StatusCode < StatusCodes.Status400BadRequest ? Activity.Done
            : "refused"
        );

    [LoggerMessage(LogLevel.Error, "What {Endpoint} did could not be written to the activity.")]
    private static partial void Unwritten(ILogger log, string? endpoint, Exception fault);
}
