using Kuajie.Platform.Faults;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Problems;

/// <summary>Words for refusals that the framework makes with a bare status.</summary>
internal static class PlainRefusals
{
    public static KuajieException Of(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => UnreadableRequest.Of(context),
            StatusCodes.Status404NotFound => ServerTexts.Fault("unknown-address", "UnknownAddress", context.Request.Path.Value),
            StatusCodes.Status405MethodNotAllowed => ServerTexts.Fault(
                "method-not-allowed",
                "MethodNotAllowed",
                context.Request.Method,
                context.Response.Headers.Allow.ToString()
            ),
            StatusCodes.Status413PayloadTooLarge => UnreadableRequest.TooLarge(context),
            StatusCodes.Status415UnsupportedMediaType => ServerTexts.Fault("media-type", "MediaType"),
            _ => ServerTexts.Fault("bad-request", "BadRequest"),
        };
}
