using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Problems;

/// <summary>
/// Turns whatever a request throws into a problem: faults by their code, unreadable requests with the place that could not be read, and anything else into a
/// plain 500 whose cause is in the log alone.
/// </summary>
internal sealed partial class FaultBarrier(RequestDelegate next, ILogger<FaultBarrier> log)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and < 500, ContentLength: null, ContentType: null })
            {
                if (ConsoleDoor.IsLostVisitor(context))
                {
                    context.Response.Redirect(ConsoleDoor.NotFound);
                    return;
                }
                await ProblemWriter.WriteAsync(context, context.Response.StatusCode, PlainRefusals.Of(context));
            }
        }
        catch (KuajieException fault)
        {
            await ProblemWriter.WriteAsync(context, FaultStatus.Of(fault), fault);
        }
        catch (SeveralFaultsException several)
        {
            await SeveralFaults.RefuseAsync(context, [.. several.Faults]);
        }
        catch (BadHttpRequestException refused)
        {
            await ProblemWriter.WriteAsync(context, refused.StatusCode, UnreadableRequest.Of(refused, context));
        }
        catch (JsonException unreadable)
        {
            await ProblemWriter.WriteAsync(context, StatusCodes.Status400BadRequest, UnreadableRequest.Of(unreadable));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest;
            }
        }
        catch (Exception defect)
        {
            Defect(log, context.GetEndpoint()?.DisplayName, defect);
            await ProblemWriter.WriteAsync(context, StatusCodes.Status500InternalServerError, ServerTexts.Fault("defect", "Defect"));
        }
    }

    [LoggerMessage(LogLevel.Error, "A request to {Endpoint} met a defect.")]
    private static partial void Defect(ILogger log, string? endpoint, Exception defect);
}
