using System.Net;
using Kuajie.Client;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Parts;

/// <summary>Long work as it goes. It follows the messages of the service from the first on, so somebody who comes back finds all of them.</summary>
/// <typeparam name="TStep">A message.</typeparam>
public abstract class FollowedWork<TStep> : ComponentBase, IAsyncDisposable
    where TStep : class
{
    private const int MostKept = 2000;

    // A person reads no faster, and each drawing costs.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(250);
    private readonly List<TStep> steps = [];
    private readonly CancellationTokenSource left = new();
    private bool isDrawing;

    /// <summary>The domain.</summary>
    [Parameter, EditorRequired]
    public required string Domain { get; set; }

    /// <summary>Ends it.</summary>
    [Parameter]
    public EventCallback Cancel { get; set; }

    /// <summary>Told when it is over.</summary>
    [Parameter]
    public EventCallback Ended { get; set; }

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>The API.</summary>
    [Inject]
    public required ConsoleSession Session { get; set; }

    /// <summary>The clock.</summary>
    [Inject]
    public required TimeProvider Clock { get; set; }

    /// <summary>The messages so far.</summary>
    protected IReadOnlyList<TStep> Steps => steps;

    /// <summary>The latest message, or null before the first.</summary>
    protected TStep? Last => steps.Count == 0 ? null : steps[^1];

    /// <summary>Whether the service no longer holds the messages.</summary>
    protected bool IsMissing { get; private set; }

    /// <summary>Whether somebody has to be told that it is over: it was not when this was drawn first.</summary>
    protected abstract bool IsUnderWay { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await left.CancelAsync();
        left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The messages of the service.</summary>
    protected abstract IAsyncEnumerable<TStep> Follow(CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await FollowAsync();
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var step in Follow(left.Token))
            {
                Keep(step);
                _ = DrawAsync();
            }
        }
        catch (KuajieProblemException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            IsMissing = true;
            StateHasChanged();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException || Failure.Of(over) is not null)
        {
            // The page was left, or the service is away: whoever comes back sees it from the beginning.
            return;
        }
        if (IsUnderWay && !left.IsCancellationRequested)
        {
            await Ended.InvokeAsync();
        }
    }

    private void Keep(TStep step)
    {
        steps.Add(step);
        if (steps.Count > MostKept)
        {
            steps.RemoveRange(0, steps.Count - MostKept);
        }
    }

    private async Task DrawAsync()
    {
        if (isDrawing)
        {
            return;
        }
        isDrawing = true;
        StateHasChanged();
        try
        {
            await Task.Delay(Breath, Clock, left.Token);
            isDrawing = false;
            StateHasChanged();
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Left.
        }
    }
}
