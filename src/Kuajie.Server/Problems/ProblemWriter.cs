using System.Text.Encodings.Web;
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

    // People read these at a prompt: quotation marks stay what they are.
    private static readonly ProblemsJson Json = new(
        new JsonSerializerOptions(ProblemsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
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
        return context.Response.WriteAsync(Text(problem), context.RequestAborted);
    }

    /// <summary>Markup is escaped all the same, should an answer ever land in a page: outside of texts JSON has none of these characters.</summary>
    private static string Text(ProblemResponse problem) =>
        JsonSerializer
            .Serialize(problem, Json.ProblemResponse)
            .Replace("<", @"\u003C", StringComparison.Ordinal)
            .Replace(">", @"\u003E", StringComparison.Ordinal)
            .Replace("&", @"\u0026", StringComparison.Ordinal);
}
