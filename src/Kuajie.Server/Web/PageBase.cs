using System.Net;
using Kuajie.Client;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Kuajie.Server.Web;

/// <summary>
/// A page of the console. It is drawn at once with placeholders and filled by <see cref="LoadAsync"/> when the connection stands and whenever its address changes; a load that is
/// overtaken by another is cancelled.
/// </summary>
public abstract class PageBase : ComponentBase, IDisposable
{
    private CancellationTokenSource? loading;
    private string? loadedFor;
    private string? parametersOf;
    private bool isDisposed;

    /// <summary>Who looks, and the API as they may use it.</summary>
    [Inject]
    public required ConsoleSession Session { get; set; }

    /// <summary>Addresses.</summary>
    [Inject]
    public required NavigationManager Navigation { get; set; }

    /// <summary>Short messages at the edge of the page.</summary>
    [Inject]
    public required ISnackbar Messages { get; set; }

    /// <summary>The API.</summary>
    protected KuajieClient Api => Session.Api;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken Left => left.Token;

    private readonly CancellationTokenSource left = new();

    /// <summary>Fills the page. What fails within an <see cref="Loaded{T}"/> is shown in its place.</summary>
    protected virtual Task LoadAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        parametersOf = Navigation.Uri;
        return base.SetParametersAsync(parameters);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A page may be drawn after its address changed and before it is given the parameters of the new one.
        if (loadedFor != Navigation.Uri && parametersOf == Navigation.Uri && !isDisposed)
        {
            await ReloadAsync();
        }
    }

    /// <summary>Loads again.</summary>
    protected async Task ReloadAsync()
    {
        loadedFor = Navigation.Uri;
        if (loading is not null)
        {
            await loading.CancelAsync();
            loading.Dispose();
        }
        loading = CancellationTokenSource.CreateLinkedTokenSource(left.Token);
        var token = loading.Token;
        var load = LoadAsync(token);
        // What is known at once (which parts are on their way) is drawn before the answers come.
        StateHasChanged();
        if (await HoldsAsync(() => load) && !token.IsCancellationRequested)
        {
            StateHasChanged();
        }
    }

    /// <summary>Does something that the person asked for. A refusal is told in a message with its cure and the page stays as it is.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> DoAsync(Func<CancellationToken, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return await HoldsAsync(() => action(left.Token));
    }

    private async Task<bool> HoldsAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested || loading?.IsCancellationRequested == true)
        {
            return false;
        }
        catch (Exception failure) when (Failure.Of(failure) is { } told)
        {
            if (told.IsSignedOut)
            {
                SignInAgain();
                return false;
            }
            Messages.Add($"{told.Found} {told.Cure}", Severity.Error, message => message.RequireInteraction = true);
            return false;
        }
    }

    /// <summary>Leads to the sign-in and back here.</summary>
    protected void SignInAgain() =>
        Navigation.NavigateTo(
            $"/sign-in?return={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}",
            forceLoad: true
        );

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what is still loading.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
        if (isDisposed || !isDisposing)
        {
            return;
        }
        isDisposed = true;
        left.Cancel();
        left.Dispose();
        loading?.Dispose();
    }
}
