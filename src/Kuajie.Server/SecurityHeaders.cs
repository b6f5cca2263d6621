using Microsoft.AspNetCore.Http;

namespace Kuajie.Server;

/// <summary>Headers that keep browsers from guessing, framing, leaking addresses and keeping answers.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string NothingButData = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = NothingButData;
        return next(context);
    }
}
