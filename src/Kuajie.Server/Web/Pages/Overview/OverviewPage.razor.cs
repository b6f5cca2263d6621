using Kuajie.Client.Overview;
using Kuajie.Client.SampleWorld;
using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Overview.OverviewTexts;

namespace Kuajie.Server.Web.Pages.Overview;

/// <summary>Both sides at a glance: what there is, what flows in, how good the models are, what to look at, what to do next.</summary>
public sealed partial class OverviewPage
{
    private static readonly TimeSpan LivePause = TimeSpan.FromSeconds(5);
    private static readonly string[] SampleSteps = ["generate", "import", "link", "train"];
    private readonly Loaded<OverviewResponse> overview = new();
    private readonly Loaded<IReadOnlyList<DomainFlow>> flows = new();
    private readonly Loaded<IReadOnlyList<ModelVersionResponse>> quality = new();
    private object? daysOption;
    private ChartTable? daysTable;
    private object? minutesOption;
    private ChartTable? minutesTable;
    private object? qualityOption;
    private ChartTable? qualityTable;
    private SampleWorldResponse? sample;
    private ITimer? timer;
    private bool isRefreshing;

    /// <summary>The clock of the page's refreshing.</summary>
    [Inject]
    public required TimeProvider Clock { get; set; }

    /// <summary>Time zone and theme.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    private bool IsTraining => sample is { State: "done" } && overview.Value is { Next: "train" };

    private double SamplePercent => 25 * Array.IndexOf(SampleSteps, sample?.Step);

    private string MinutesText =>
        flows.Value is [var first, ..] ? T("MinutesText", Figures.Moment(first.Flow.CountedSince, Preferences)) : "";

    private string QualityText =>
        quality.Value is [.., var last] && last.Quality is { } found
            ? T(
                "QualityText",
                last.Version,
                Figures.Number(100 * found.Ndcg.Mean, 1),
                Figures.Number(100 * found.PopularityNdcg.Mean, 1),
                Figures.Count(found.Users)
            )
            : "";

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        // The loading before what it has brought: once it says that it is done, what is asked for next is all there, and nothing has to be refreshed any more.
        var loaded = Session is { Person.PartyId: null } ? await Api.SampleWorld.GetAsync(cancellation) : null;
        await overview.FromAsync(() => Api.Overview.GetAsync(cancellation));
        if (overview.Value is not { } all)
        {
            return;
        }
        sample = loaded is { State: "none" } ? sample ?? loaded : loaded;
        StateHasChanged();
        timer ??= Clock.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, LivePause, LivePause);
        string[] own = [.. all.Domains.Where(domain => domain.Figures is { Interactions: > 0 }).Select(domain => domain.Domain)];
        if (own.Length == 0)
        {
            return;
        }
        await flows.FromAsync(() => FlowsAsync(own, cancellation));
        Draw();
        if (Session.Has(Role.Staff))
        {
            await quality.FromAsync(() => QualityAsync(own, cancellation));
            DrawQuality();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        timer?.Dispose();
        base.Dispose(isDisposing);
    }

    private async Task LoadSampleAsync()
    {
        await DoAsync(async cancellation => sample = await Api.SampleWorld.LoadAsync(null, cancellation));
    }

    private async Task RefreshAsync()
    {
        // One that takes longer than the pause is waited for: ended by the next each time, none would ever come to its end.
        if (isRefreshing)
        {
            return;
        }
        isRefreshing = true;
        try
        {
            await RefreshOnceAsync();
        }
        finally
        {
            isRefreshing = false;
        }
    }

    private async Task RefreshOnceAsync()
    {
        if (sample is { State: "running" } || IsTraining)
        {
            await ReloadAsync();
            return;
        }
        if (flows.Value is not { Count: > 0 } shown || Left.IsCancellationRequested)
        {
            return;
        }
        await DoAsync(async cancellation =>
        {
            var next = await FlowsAsync([.. shown.Select(each => each.Domain)], cancellation);
            if (!next.SelectMany(each => each.Flow.Minutes).SequenceEqual(shown.SelectMany(each => each.Flow.Minutes)))
            {
                flows.Set(next);
                Draw();
                StateHasChanged();
            }
        });
    }

    private async Task<IReadOnlyList<DomainFlow>> FlowsAsync(string[] domains, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(domains.Select(domain => Api.Overview.FlowAsync(domain, cancellation: cancellation)));
        return [.. domains.Zip(answers, (domain, flow) => new DomainFlow(domain, flow))];
    }

    private async Task<IReadOnlyList<ModelVersionResponse>> QualityAsync(string[] domains, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(domains.Select(domain => Api.Models.ListAsync(domain, cancellation)));
        return [.. answers.SelectMany(list => list).Where(version => version.Quality is not null).OrderBy(version => version.TrainedAt)];
    }

    private void Draw()
    {
        if (flows.Value is not { Count: > 0 } all)
        {
            return;
        }
        (daysOption, daysTable) = FlowCharts.Days(all);
        (minutesOption, minutesTable) = FlowCharts.Minutes(all, Preferences);
    }

    private void DrawQuality()
    {
        if (quality.Value is { Count: > 0 } versions)
        {
            (qualityOption, qualityTable) = QualityChart.Of(versions, Preferences);
        }
    }
}

/// <summary>A domain's interactions over time.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Flow">The counts.</param>
internal sealed record DomainFlow(string Domain, InteractionFlowResponse Flow);
