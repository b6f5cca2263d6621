using Bunit;
using Kuajie.Client.Campaigns;
using Kuajie.Server.Web;
using Kuajie.Server.Web.Charts;
using Kuajie.Server.Web.Pages.Campaigns;
using MudBlazor.Services;

namespace Kuajie.Server.Tests.Web.Campaigns;

public sealed class TrackingViewTests : BunitContext
{
    private static readonly DateOnly First = new(2026, 4, 1);

    public TrackingViewTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Table_WithoutForecastOrRequests_HasNoColumnsForThem() =>
        Assert.Equal(
            ["Day", "Impressions", "Shown so far", "Cost"],
            TableOf(new TrackedDayResponse(First, true, 7, 7, 120), new TrackedDayResponse(First.AddDays(1), false, 3, 10, 0)).Columns
        );

    [Fact]
    public void Table_NoRequestOnRecord_TellsSoOnlyWhereNothingWasShownEither()
    {
        Assert.DoesNotContain("Requests", TableOf(new TrackedDayResponse(First, true, 467, 467, 120, Requests: 0)).Columns);
        Assert.Contains("Requests", TableOf(new TrackedDayResponse(First, true, 0, 0, 0, Requests: 0)).Columns);
    }

    [Fact]
    public void Table_ForecastOfOneDay_HasColumnsWithDashesForTheOthers()
    {
        var table = TableOf(
            new TrackedDayResponse(First, true, 7, 7, 120, 40, new RangeResponse(8, 5, 11), new RangeResponse(8, 5, 11)),
            new TrackedDayResponse(First.AddDays(1), false, 3, 10, 0)
        );

        Assert.Equal(8, table.Columns.Count);
        Assert.Equal(["7", "8", "7", "5", "11", "40"], table.Rows[0].Skip(1).SkipLast(1));
        Assert.Equal(["3", "—", "10", "—", "—", "—"], table.Rows[1].Skip(1).SkipLast(1));
    }

    private ChartTable TableOf(params TrackedDayResponse[] days) =>
        Render<TrackingView>(parameters =>
                parameters
                    .Add(view => view.Tracking, new CampaignTrackingResponse("running", "CNY", days, []))
                    .Add(view => view.Preferences, new ConsolePreferences("light", "UTC"))
            )
            .FindComponent<Chart>()
            .Instance.Table;
}
