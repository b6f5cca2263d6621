using System.Text.Json;
using Kuajie.Client.Problems;
using Kuajie.Platform.Faults;
using Kuajie.Server.Compliance;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Problems;

/// <summary>Writes refusals as RFC 9457 problems.</summary>
internal static class ProblemWriter
{
    private const string ContentType = "application/problem+json; charset=utf-8";
    private static readonly ProblemsJson Json = new(
        new JsonSerializerOptions(ProblemsJson.Default.Options) { Encoder = WireJson.Readable }
    );

    /// <summary>Answers with a fault; a response that has begun is broken off instead.</summary>
    public static Task WriteAsync(HttpContext context, int status, KuajieException fault, IReadOnlyList<FaultResponse>? faults = null)
    {
        context.Note().Refusal = fault.Code;
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        var problem = new ProblemResponse(
            $"/problems/{fault.Code}",
            fault.Found,
            status,
            fault.Code,
            fault.Found,
            fault.Expected,
            fault.Cure,
            fault.Where,
            faults
        );
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        return JsonSerializer.SerializeAsync(context.Response.Body, problem, Json.ProblemResponse, context.RequestAborted);
    }
}
