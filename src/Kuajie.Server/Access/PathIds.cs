using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Kuajie.Server.Access;

/// <summary>
/// Gives ids in paths the value that was sent, whatever they hold: each stands in one segment, percent-encoded once, and is decoded once here. The server itself leaves <c>%2F</c> as it is, so
/// that <c>a/b</c> and <c>a%2Fb</c> would look alike. What no path can carry (<c>.</c> and <c>..</c>, which everybody on the way removes) comes as <c>?id=</c>, with <c>_</c> in the path.
/// </summary>
internal sealed class PathIds(RequestDelegate next)
{
    public const string IdParameter = "id";
    private const string Absent = "_";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern: var pattern })
        {
            Decode(context, pattern);
            Replace(context, pattern);
        }
        return next(context);
    }

    private static void Decode(HttpContext context, RoutePattern pattern)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is null || !target.StartsWith('/') || !target.Contains('%', StringComparison.Ordinal))
        {
            return;
        }
        var parts = target.Split('?')[0].TrimEnd('/').Split('/')[1..];
        if (parts.Length != pattern.PathSegments.Count)
        {
            return;
        }
        for (var place = 0; place < parts.Length; place++)
        {
            if (NameAt(pattern, place) is { } name && parts[place].Contains('%', StringComparison.Ordinal))
            {
                context.Request.RouteValues[name] = Uri.UnescapeDataString(parts[place]);
            }
        }
    }

    private static void Replace(HttpContext context, RoutePattern pattern)
    {
        var last = pattern.Parameters.Count == 0 ? null : pattern.Parameters[^1].Name;
        if (
            last is not (null or AccessGate.DomainParameter)
            && context.Request.RouteValues[last] is Absent
            && context.Request.Query.TryGetValue(IdParameter, out var id)
            && id.ToString() is { Length: > 0 } said
        )
        {
            context.Request.RouteValues[last] = said;
        }
    }

    private static string? NameAt(RoutePattern pattern, int place) =>
        pattern.PathSegments[place].Parts is [RoutePatternParameterPart { Name: var name }] ? name : null;
}
