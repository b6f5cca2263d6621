using System.Globalization;
using Kuajie.Platform.Campaigns;
using TableText = Kuajie.Platform.Tests.Tables.Tables;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class InventoryWorkTests
{
    private static readonly DateOnly First = new(2026, 2, 2);

    [Fact]
    public void Forecast_ConstantHistory_IsThatConstantInItsWindows()
    {
        var forecast = InventoryWork.Forecast(TableText.Of(History(28, (_, _) => 999)), null, 7).Single();

        Assert.Equal((new TimeOnly(7, 0), new TimeOnly(9, 0)), (forecast.Starts[0], forecast.Ends[0]));
        Assert.Equal(14, forecast.Forecast.Windows.Count);
        Assert.Equal(First.AddDays(28), forecast.Forecast.Windows[0].Day);
        Assert.All(forecast.Forecast.Windows, window => Assert.InRange(window.Exposures, 990, 1010));
        var table = InventoryWork.ToTable([forecast]);
        Assert.Equal(["home", "2026-03-02", "20:00", "24:00"], table.Rows[1].Values.Take(4));
    }

    [Fact]
    public void Forecast_ShortHistory_IsMarked()
    {
        var forecast = InventoryWork.Forecast(TableText.Of(History(5, (_, _) => 10)), null, 7).Single();

        Assert.Empty(forecast.Forecast.Windows);
        Assert.Equal("ShortageDays", forecast.Forecast.Shortage!.Code);
        Assert.Empty(InventoryWork.ToTable([forecast]).Rows);
    }

    [Fact]
    public void Forecast_Gap_IsNamedWithDayAndTime()
    {
        var lines = History(28, (_, _) => 10).Split('\n').ToList();
        lines.RemoveAt(5);

        var fault = Assert.Throws<Kuajie.Platform.Faults.KuajieException>(() =>
            InventoryWork.Forecast(TableText.Of(string.Join('\n', lines)), null, 7)
        );

        Assert.Equal("gap-in-history", fault.Code);
        Assert.Contains("2026-02-04 07:00", fault.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("home,2026-02-02,07:00,09:00,5,", "window-twice")]
    [InlineData("home,2026-02-03,07:00,08:00,5,", "window-twice,impossible-window")]
    [InlineData("home,2026-02-03,07:30,07:00,5,", "impossible-window")]
    [InlineData("home,2026-02-03,21:00,22:00,-5,", "wrong-value")]
    public void Forecast_WrongRow_IsNamed(string row, string codes)
    {
        var found = TableText.Faults(() => InventoryWork.Forecast(TableText.Of(History(28, (_, _) => 10) + row + "\n"), null, 7));

        Assert.Equal(codes.Split(',').Order(), found.Select(fault => fault.Code).Distinct().Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(91)]
    public void Forecast_WrongHorizon_IsRefused(int days) =>
        Assert.Equal(
            ["wrong-horizon"],
            TableText.Faults(() => InventoryWork.Forecast(TableText.Of(History(28, (_, _) => 10)), null, days)).Select(fault => fault.Code)
        );

    private static string History(int days, Func<int, int, double> exposures) =>
        "slot,day,from,to,exposures,holiday\n"
        + string.Concat(
            from day in Enumerable.Range(0, days)
            from window in new[] { 0, 1 }
            select string.Create(
                CultureInfo.InvariantCulture,
                $"home,{First.AddDays(day):yyyy-MM-dd},{(window == 0 ? "07:00,09:00" : "20:00,24:00")},{exposures(day, window)},\n"
            )
        );
}
