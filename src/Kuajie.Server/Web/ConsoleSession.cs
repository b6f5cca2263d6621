using System.Globalization;
using System.Security.Claims;
using Kuajie.Client;
using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace Kuajie.Server.Web;

/// <summary>Who looks at the page, and the API as that person may use it. One per page that is open.</summary>
public sealed class ConsoleSession : IDisposable
{
    private readonly ConsoleDoor door;
    private readonly AuthenticationStateProvider state;
    private HttpClient? http;
    private KuajieClient? api;
    private ClaimsPrincipal? principal;

    internal ConsoleSession(ConsoleDoor door, AuthenticationStateProvider state)
    {
        this.door = door;
        this.state = state;
    }

    /// <summary>The person, or null for nobody.</summary>
    public Person? Person { get; private set; }

    /// <summary>The API.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public KuajieClient Api => api ??= new KuajieClient(Http, new KuajieClientOptions { MostAttempts = 2 });

    /// <summary>The same, for what has no typed call.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public HttpClient Http =>
        http ??= door.Open(principal ?? throw new InvalidOperationException("Nobody is signed in."), CultureInfo.CurrentUICulture.Name);

    /// <summary>Whether the person has any of the roles.</summary>
    public bool Has(Role roles) => Person is { } person && (person.Roles & roles) != Role.None;

    /// <summary>Learns who looks; layouts await it before anything else is drawn.</summary>
    internal async Task OpenAsync()
    {
        if (principal is not null)
        {
            return;
        }
        var user = (await state.GetAuthenticationStateAsync()).User;
        Person = door.Recognize(user);
        principal = Person is null ? null : user;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        api?.Dispose();
        http?.Dispose();
    }
}
