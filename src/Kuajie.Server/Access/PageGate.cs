using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Access;

/// <summary>Marks an endpoint that the pages of any site may call.</summary>
internal sealed record PageMark;

/// <summary>
/// Lets the pages of other sites read what the endpoints that are meant for them answer, and takes the key for these from the query: a request with a header of its own would have to
/// be asked for first, which a page that is being left cannot do. Cookies are never looked at, so that being called from anywhere gives nobody anything.
/// </summary>
internal sealed class PageGate(RequestDelegate next)
{
    public const string KeyParameter = "key";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is null)
        {
            return next(context);
        }
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Retry-After";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        var request = context.Request;
        if (request.Headers.Authorization.Count == 0 && request.Query.TryGetValue(KeyParameter, out var key))
        {
            request.Headers.Authorization = $"Bearer {key}";
        }
        return next(context);
    }
}

/// <summary>Marks endpoints.</summary>
internal static class PageMarks
{
    /// <summary>Lets the pages of any site call it.</summary>
    public static T OpenToPages<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new PageMark());
}
