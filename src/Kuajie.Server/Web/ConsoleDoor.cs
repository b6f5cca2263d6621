using System.Net;
using System.Security.Claims;
using Kuajie.Platform.Access;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Kuajie.Server.Web;

/// <summary>
/// The way from a page to the API of the same process: over loopback, with a short-lived cookie of the person who looks at the page. The API sees a request like that of any browser and
/// decides anew each time.
/// </summary>
internal sealed class ConsoleDoor(IServer server, IOptionsMonitor<CookieAuthenticationOptions> cookies, SignIn signIn, TimeProvider clock)
    : IDisposable
{
    // A page that is looked at asks again long before; one that leaks is worthless soon.
    private static readonly TimeSpan TicketTime = TimeSpan.FromMinutes(2);
    private readonly SocketsHttpHandler handler = new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
    };

    /// <summary>Where the server listens, seen from itself.</summary>
    public Uri Address => Loopback(new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()));

    /// <summary>The person a principal names, or null where it is no longer good.</summary>
    public Person? Recognize(ClaimsPrincipal principal) => signIn.Recognize(principal);

    /// <summary>Sends requests for one person; the handler below is shared.</summary>
    /// <param name="principal">Who looks at the page.</param>
    /// <param name="language">What answers are to be written in.</param>
    public HttpClient Open(ClaimsPrincipal principal, string language)
    {
        var client = new HttpClient(new Bearer(this, principal, language) { InnerHandler = handler }, disposeHandler: false)
        {
            BaseAddress = Address,
            // Progress is followed for as long as a training takes.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        return client;
    }

    /// <summary>Where somebody who is not signed in is led: to the making of the first owner where there is none, else to the sign-in, which leads back.</summary>
    public static string EntranceFor(HttpRequest request, SetupCode code) =>
        code.Current is not null ? "/set-up" : $"/sign-in?return={Uri.EscapeDataString(request.Path + request.QueryString)}";

    /// <summary>The page for addresses at which there is none.</summary>
    public const string NotFound = "/not-found";

    /// <summary>Whether somebody with a browser, and no program, asked for an address at which there is nothing.</summary>
    public static bool IsLostVisitor(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status404NotFound
        && HttpMethods.IsGet(context.Request.Method)
        && !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public void Dispose() => handler.Dispose();

    private string Cookie(ClaimsPrincipal principal)
    {
        var options = cookies.Get(SignIn.Scheme);
        var now = clock.GetUtcNow();
        var properties = new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = now + TicketTime,
            AllowRefresh = false,
        };
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, SignIn.Scheme))}";
    }

    private static Uri Loopback(Uri address) =>
        IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? new UriBuilder(address) { Host = "127.0.0.1" }.Uri
            : address;

    private sealed class Bearer(ConsoleDoor door, ClaimsPrincipal principal, string language) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("Cookie", door.Cookie(principal));
            request.Headers.AcceptLanguage.Clear();
            request.Headers.AcceptLanguage.ParseAdd(language);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
