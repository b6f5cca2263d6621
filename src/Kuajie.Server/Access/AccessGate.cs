using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Server.Problems;
using Kuajie.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Access;

/// <summary>
/// Lets a request through to its endpoint where the endpoint's rule allows its caller. A domain that the caller must not know of is refused exactly like one
/// that does not exist.
/// </summary>
internal sealed class AccessGate(RequestDelegate next, KeyRing keys, CurrentAccess access, SignIn signIn, SetupCode code)
{
    public const string DomainParameter = "domain";
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }
        // Framework endpoints of its own making (405, 415) carry no rule and do nothing but refuse.
        if (endpoint.Metadata.GetMetadata<AccessRule>() is not { } rule || rule.IsOpen || (rule.IsOpenToLoopback && IsLocal(context)))
        {
            return next(context);
        }
        return Key(context) is { } text ? Admit(context, rule, keys.Recognize(text)) : AdmitPersonAsync(context, rule);
    }

    private async Task AdmitPersonAsync(HttpContext context, AccessRule rule)
    {
        // The cookie comes along with whatever a browser sends, so what changes something has to come from a page of this very server.
        var person = IsFromElsewhere(context.Request) ? null : await signIn.RecognizeAsync(context);
        await Admit(context, rule, person?.ToCaller());
    }

    private Task Admit(HttpContext context, AccessRule rule, Caller? caller)
    {
        if (caller is null)
        {
            if (IsPage(context))
            {
                context.Response.Redirect(ConsoleDoor.EntranceFor(context.Request, code));
                return Task.CompletedTask;
            }
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ProblemWriter.WriteAsync(context, StatusCodes.Status401Unauthorized, ServerTexts.Fault("not-signed-in", "NotSignedIn"));
        }
        context.Features.Set(caller);
        // The page itself says that it is not for this role: it knows how to look and where else to go.
        return Refusal(context, rule, caller) is { } refusal && !IsPage(context)
            ? ProblemWriter.WriteAsync(context, refusal.Status, refusal.Fault)
            : next(context);
    }

    private static string? Key(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        return header.Count == 0 ? null
            : header[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..].Trim()
            : "";
    }

    private static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return false;
        }
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site is not ("" or "same-origin" or "none")
            || (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private (int Status, KuajieException Fault)? Refusal(HttpContext context, AccessRule rule, Caller caller)
    {
        if (!caller.HasAny(rule.Scopes, rule.Roles) || (rule.IsForOperator && !caller.IsOperator))
        {
            return (StatusCodes.Status403Forbidden, ServerTexts.NotAllowed(rule, caller));
        }
        if (rule.Need is not { } need)
        {
            return null;
        }
        var domain = (string)context.GetRouteValue(DomainParameter)!;
        return access.Current.Judge(caller, domain, need) switch
        {
            DomainVerdict.Hidden => (StatusCodes.Status404NotFound, UnknownDomain(caller, domain)),
            DomainVerdict.Refused => (StatusCodes.Status403Forbidden, ServerTexts.NotShared(domain, need)),
            _ => null,
        };
    }

    private KuajieException UnknownDomain(Caller caller, string domain) =>
        KnownDomains.Unknown(domain, access.Current.Visible(caller, DomainNeed.SharedBy(PartnershipShares.Catalog)));

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ConsoleMark>() is not null;

    private static bool IsLocal(HttpContext context) => context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}

/// <summary>Who called, for handlers.</summary>
public static class CallerOfRequest
{
    /// <summary>The caller that the gate let through.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
