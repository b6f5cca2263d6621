using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Allocation;

public sealed class InventoryForecastTests
{
    private static readonly DateOnly First = new(2026, 1, 5);
    private static readonly HashSet<DateOnly> Holidays = [First.AddDays(30), First.AddDays(60), First.AddDays(85)];

    [Fact]
    public void Of_SeasonsWithoutNoise_IsNearlyExact()
    {
        var forecast = InventoryForecast.Of(History(84, noise: 0, growth: 0), 14);

        foreach (var window in forecast.Windows)
        {
            var truth = Truth(window.Day.DayNumber - First.DayNumber, window.Window, 0);
            Assert.InRange(window.Exposures, 0.95 * truth, 1.05 * truth);
        }
    }

    [Fact]
    public void Of_AHoliday_IsForecastLowerThanItsWeekday()
    {
        var windows = InventoryForecast.Of(History(84, noise: 0.05, growth: 0), 14).Windows;

        var holiday = windows.Single(window => window.Day == First.AddDays(85) && window.Window == 1);
        var weekLater = windows.Single(window => window.Day == First.AddDays(92) && window.Window == 1);
        Assert.InRange(holiday.Exposures / weekLater.Exposures, 0.4, 0.75);
    }

    [Fact]
    public void Of_NoisyGrowth_BeatsTheRepeatedWeekAndCoversAboutWhatItSays()
    {
        var backtest = InventoryForecast.Of(History(120, noise: 0.15, growth: 0.003), 7).Backtest!;

        Assert.True(backtest.MeanAbsoluteError < 0.9 * backtest.SeasonalNaiveError);
        Assert.InRange(backtest.Coverage, 0.65, 0.95);
    }

    [Fact]
    public void Of_TooFewDaysOrImpossibleNumbers_SaysSo()
    {
        Assert.Equal("ShortageDays", InventoryForecast.Of(History(20, 0, 0), 7).Shortage!.Code);
        Assert.Equal(
            ["History", "NegativeAmount"],
            Assert
                .Throws<InvalidInputException>(() => InventoryForecast.Of(new InventoryHistory(First, 2, [1, double.NaN, 3]), 7))
                .Faults.Select(fault => fault.Code)
        );
    }

    [Fact]
    public void Of_NothingEver_IsZeroWithoutNaN()
    {
        var forecast = InventoryForecast.Of(new InventoryHistory(First, 1, new double[30]), 7);

        Assert.All(
            forecast.Windows,
            window =>
                Assert.Equal((0.0, 0.0, 0.0), (Math.Round(window.Exposures, 9), Math.Round(window.Low, 9), Math.Round(window.High, 9)))
        );
        Assert.Equal(0, forecast.Backtest!.MeanAbsoluteError, 1e-9);
    }

    private static InventoryHistory History(int days, double noise, double growth)
    {
        var random = new SplittableRandom(7);
        var exposures = from day in Enumerable.Range(0, days) from window in Enumerable.Range(0, 3) select (day, window);
        return new InventoryHistory(
            First,
            3,
            [.. exposures.Select(at => Truth(at.day, at.window, growth) * Math.Exp(noise * random.NextNormal()))]
        )
        {
            Holidays = Holidays,
        };
    }

    private static double Truth(int day, int window, double growth) =>
        1000 * (1 + (0.1 * (day % 7))) * (window + 1) * Math.Exp(growth * day) * (Holidays.Contains(First.AddDays(day)) ? 0.5 : 1);
}
