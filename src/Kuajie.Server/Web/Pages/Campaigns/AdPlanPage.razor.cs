using System.Globalization;
using Kuajie.Client.Campaigns;
using Kuajie.Client.Partners;
using Kuajie.Client.Workbooks;
using Kuajie.Platform.Access;
using Kuajie.Platform.Tables;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;
using Kuajie.Storage.Files;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Where the budget of a campaign goes, and why.</summary>
public partial class AdPlanPage
{
    private const string Kind = "ad-plan";
    private const string Currency = "CNY";
    private const int ForecastDays = 28;
    private const int FrontierPoints = 12;
    private static readonly string[] TableNames =
    [
        "placements",
        "observations",
        "curves",
        "experiments",
        "history",
        "holidays",
        "inventory",
        "day-budgets",
    ];

    private static readonly string[] StoryNames = ["placements", "observations", "experiments", "history", "holidays", "day-budgets"];
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<WorkbookEntryResponse>> workbooks = new();
    private readonly Loaded<AdPlanResponse> plan = new();
    private readonly Loaded<FrontierResponse> frontier = new();
    private readonly Loaded<CurvesResponse> curves = new();
    private Dictionary<string, string> tables = new(StringComparer.Ordinal);
    private List<string> owns = [];
    private string own = "";
    private string? opened;
    private Table? kept;
    private Wish wish = new();

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The workbook that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Workbook { get; set; }

    private bool MayDecide => Session.Has(Role.Owner | Role.Growth | Role.Data);

    private static IReadOnlyList<(string Name, string Label)> Names =>
        [.. TableNames.Select(name => (name, T($"Table_{name.Replace('-', '_')}")))];

    private long MostBudget => Math.Max(150_000, 2 * wish.Budget);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
        if (owns.Count == 0)
        {
            return;
        }
        own =
            owns.Contains(Domain ?? "") ? Domain!
            : owns.Contains("knowledge") ? "knowledge"
            : owns[0];
        await workbooks.FromAsync(() => Api.Workbooks.ListAsync(own, Kind, cancellation));
        if (Workbook is { Length: > 0 } name && opened != $"{own}/{name}")
        {
            var found = await Api.Workbooks.GetAsync(own, Kind, name, cancellation);
            (tables, wish, opened) = (
                new Dictionary<string, string>(found.Tables, StringComparer.Ordinal),
                Wish.Of(found.Wishes),
                $"{own}/{name}"
            );
            kept = tables.Remove("plan", out var text) ? TableFile.Parse("plan", text) : null;
            await PlanAsync(cancellation);
        }
    }

    private async Task PlanAsync() => await DoAsync(PlanAsync);

    private async Task PlanAsync(CancellationToken cancellation)
    {
        if (!MayDecide || Table("placements") is not { } placements)
        {
            return;
        }
        var inventory = Table("inventory");
        if (inventory is null && Table("history") is { } history)
        {
            inventory = (
                await Api.AdPlans.ForecastAsync(own, new ForecastRequest(history, ForecastDays, Table("holidays")), cancellation)
            ).Table;
        }
        var request = new AdPlanRequest(
            placements,
            wish.Budget * 100,
            Table("curves"),
            Table("observations"),
            Table("experiments"),
            inventory,
            Table("day-budgets"),
            Currency,
            FrequencyPerUser: wish.Frequency == 0 ? null : wish.Frequency,
            IsRobust: wish.IsRobust,
            IsCautious: wish.IsCautious,
            Points: FrontierPoints
        );
        await Task.WhenAll(
            plan.FromAsync(() => Api.AdPlans.SolveAsync(own, request, cancellation)),
            frontier.FromAsync(() => Api.AdPlans.FrontierAsync(own, request, cancellation)),
            curves.FromAsync(() =>
                Api.AdPlans.CurvesAsync(own, new CurvesRequest(Table("curves"), Table("observations"), Table("experiments")), cancellation)
            )
        );
    }

    private string? Table(string name) => tables.GetValueOrDefault(name);

    private async Task WishAsync(Wish changed)
    {
        wish = changed;
        await PlanAsync();
    }

    private async Task StoryAsync()
    {
        (tables, wish) = (SampleStory.Tables(StoryNames), new Wish());
        await PlanAsync();
    }

    private async Task KeepAsync(string name)
    {
        var content = new Dictionary<string, string>(tables, StringComparer.Ordinal);
        if (plan.Value?.Table is { } table)
        {
            content["plan"] = table;
        }
        if (
            await DoAsync(cancellation =>
                Api.Workbooks.PutAsync(own, Kind, name, new WorkbookRequest(content, wish.ToWishes()), cancellation)
            )
        )
        {
            opened = $"{own}/{name}";
            Messages.Add(ConsoleTexts.Say("WorkbookKept", name), MudBlazor.Severity.Success);
            Go(own, name);
            await ReloadAsync();
        }
    }

    private async Task ForgetAsync(string name)
    {
        if (await DoAsync(cancellation => Api.Workbooks.RemoveAsync(own, Kind, name, cancellation)))
        {
            Go(own, null);
        }
    }

    private void Go(string domain, string? workbook) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?> { ["domain"] = domain, ["workbook"] = string.IsNullOrEmpty(workbook) ? null : workbook }
            )
        );

    private static long Whole(ChangeEventArgs change) => long.Parse((string)change.Value!, CultureInfo.InvariantCulture);

    /// <summary>What is asked for; a frequency of 0 stands for any.</summary>
    private sealed record Wish(long Budget = 60_000, int Frequency = 3, bool IsRobust = false, bool IsCautious = false)
    {
        public static Wish Of(IReadOnlyDictionary<string, string> wishes) =>
            new(
                Number(wishes, "budget", 60_000),
                (int)Number(wishes, "frequency", 0),
                wishes.GetValueOrDefault("robust") == "yes",
                wishes.GetValueOrDefault("cautious") == "yes"
            );

        public Dictionary<string, string> ToWishes() =>
            new(StringComparer.Ordinal)
            {
                ["budget"] = Budget.ToString(CultureInfo.InvariantCulture),
                ["frequency"] = Frequency.ToString(CultureInfo.InvariantCulture),
                ["robust"] = IsRobust ? "yes" : "no",
                ["cautious"] = IsCautious ? "yes" : "no",
            };

        private static long Number(IReadOnlyDictionary<string, string> wishes, string name, long usual) =>
            long.TryParse(wishes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? Math.Min(number, 1_000_000_000)
                : usual;
    }
}
