using Kuajie.Platform.Access;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Kuajie.Server.Web;

/// <summary>
/// The console: pages for people, in the same process as the API and on top of it. A page reads and changes nothing but by calling the API as the person who looks at it, so what a page
/// can do the API can do, and the rules of access stand in one place. Only the order of domains, which their colours follow, is taken from the workspace itself.
/// </summary>
internal static class ConsoleParts
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void Add(IServiceCollection services)
    {
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents(circuits =>
            {
                // Somebody whose connection breaks finds the page as it was within this time.
                circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(5);
                circuits.DisconnectedCircuitMaxRetained = 200;
                circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
            })
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 128 * 1024);
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomStart;
            mud.SnackbarConfiguration.PreventDuplicates = true;
            mud.SnackbarConfiguration.ShowTransitionDuration = 100;
            mud.SnackbarConfiguration.HideTransitionDuration = 100;
        });
        services.AddSingleton<ConsoleDoor>();
        services.AddScoped(parts => new ConsoleSession(
            parts.GetRequiredService<ConsoleDoor>(),
            parts.GetRequiredService<AuthenticationStateProvider>()
        ));
        services.AddScoped(parts => new DomainColors(() =>
            [
                .. parts
                    .GetRequiredService<IWorkspace>()
                    .Partners.Domains()
                    .OrderBy(domain => domain.CreatedAt)
                    .ThenBy(domain => domain.Name, StringComparer.Ordinal)
                    .Select(domain => domain.Name),
            ]
        ));
    }

    public static void Use(IApplicationBuilder app) => app.UseWhen(IsPage, pages => pages.UseAntiforgery().Use(SetHeadersAsync));

    public static void Map(IEndpointRouteBuilder app)
    {
        ConsoleAssets.Map(app);
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(render =>
            {
                render.ContentSecurityFrameAncestorsPolicy = null;
                // Messages that shrink as they repeat would tell a listener what they hold.
                render.DisableWebSocketCompression = true;
            })
            .Add(GiveRule);
    }

    /// <summary>The rule of a page is its attribute's; what the framework adds beside the pages (the connection of a page) is for whoever is signed in.</summary>
    private static void GiveRule(EndpointBuilder endpoint)
    {
        var role = endpoint.Metadata.OfType<ForRolesAttribute>().SingleOrDefault();
        var isPage = endpoint.Metadata.OfType<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>().Any();
        if (isPage && role is null)
        {
            // Left without a rule, it keeps the server from starting.
            return;
        }
        if (isPage)
        {
            endpoint.Metadata.Add(ConsoleMark.Instance);
        }
        endpoint.Metadata.Add(
            role is null ? new AccessRule(Scope.None, Role.Everybody)
            : role.Roles == Role.None ? new AccessRule(Scope.None, Role.None, IsOpen: true)
            : new AccessRule(Scope.None, role.Roles, IsForOperator: role.IsForOperator)
        );
    }

    private static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ConsoleMark>() is not null;

    private static Task SetHeadersAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentSecurityPolicy = PagePolicy;
        return next(context);
    }
}

/// <summary>Marks the pages of the console: whoever may not open one is led to where they can sign in, or told so in a page.</summary>
internal sealed record ConsoleMark
{
    public static readonly ConsoleMark Instance = new();
}
