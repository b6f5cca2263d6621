using Kuajie.Client.Campaigns;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Campaigns.CampaignsTexts;

namespace Kuajie.Server.Web.Pages.Campaigns;

/// <summary>Where the budget of a campaign goes, and why.</summary>
public partial class AdPlanPage
{
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

    private readonly Loaded<AdPlanResponse> plan = new();
    private readonly Loaded<FrontierResponse> frontier = new();
    private readonly Loaded<CurvesResponse> curves = new();

    /// <inheritdoc/>
    protected override string Kind => "ad-plan";

    /// <inheritdoc/>
    protected override string ResultTable => "plan";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StoryTables { get; } =
    ["placements", "observations", "experiments", "history", "holidays", "day-budgets"];

    /// <inheritdoc/>
    protected override string? Result => plan.Value?.Table;

    private static IReadOnlyList<(string Name, string Label)> Names =>
        [.. TableNames.Select(name => (name, T($"Table_{name.Replace('-', '_')}")))];

    /// <summary>In whole units of the currency.</summary>
    private long Budget => Number("budget", 60_000);

    /// <summary>Exposures per user; 0 stands for any number.</summary>
    private int Frequency => (int)Number("frequency", 3);

    private bool IsRobust => Is("robust");

    private bool IsCautious => Is("cautious");

    private long MostBudget => Math.Max(150_000, 2 * Budget);

    /// <inheritdoc/>
    protected override async Task DecideAsync(CancellationToken cancellation)
    {
        if (!MayDecide || Table("placements") is not { } placements)
        {
            return;
        }
        var inventory = Table("inventory");
        if (inventory is null && Table("history") is { } history)
        {
            inventory = (
                await Api.AdPlans.ForecastAsync(Own, new ForecastRequest(history, ForecastDays, Table("holidays")), cancellation)
            ).Table;
        }
        var request = new AdPlanRequest(
            placements,
            Money.ToMinor(Budget, Currency),
            Table("curves"),
            Table("observations"),
            Table("experiments"),
            inventory,
            Table("day-budgets"),
            Currency,
            FrequencyPerUser: Frequency == 0 ? null : Frequency,
            IsRobust: IsRobust,
            IsCautious: IsCautious,
            Points: FrontierPoints
        );
        await Task.WhenAll(
            plan.FromAsync(() => Api.AdPlans.SolveAsync(Own, request, cancellation)),
            frontier.FromAsync(() => Api.AdPlans.FrontierAsync(Own, request, cancellation)),
            curves.FromAsync(() =>
                Api.AdPlans.CurvesAsync(Own, new CurvesRequest(Table("curves"), Table("observations"), Table("experiments")), cancellation)
            )
        );
    }
}
