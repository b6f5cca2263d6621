using CsCheck;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Pacing;

namespace Kuajie.Marketing.Tests.Pacing;

public sealed class SpendingPaceTests
{
    /// <summary>A Monday at midnight.</summary>
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PacingKind.Even, 0, 0)]
    [InlineData(PacingKind.Even, 5, 500)]
    [InlineData(PacingKind.Even, 10, 1000)]
    [InlineData(PacingKind.Ahead, 4, 500)]
    [InlineData(PacingKind.Ahead, 8, 1000)]
    [InlineData(PacingKind.Ahead, 9, 1000)]
    [InlineData(PacingKind.AsFast, 0, 1000)]
    [InlineData(PacingKind.AsFast, 5, 1000)]
    public void AllowedBy_Hours_IsThatByHand(PacingKind kind, double hours, long allowed) =>
        Assert.Equal(allowed, new SpendingPace(kind, 1000, Start, Start.AddHours(10)).AllowedBy(Start.AddHours(hours)));

    /// <summary>A week in which Monday's second hour brings three quarters of the traffic and Tuesday's first the rest.</summary>
    [Fact]
    public void AllowedBy_Forecast_FollowsTheHoursOfTheWeek()
    {
        var shares = new double[SpendingPace.HoursOfWeek];
        (shares[1], shares[24]) = (0.75, 0.25);
        var pace = new SpendingPace(PacingKind.Forecast, 1000, Start, Start.AddDays(7), shares);

        Assert.Equal(0, pace.AllowedBy(Start.AddHours(1)));
        Assert.Equal(375, pace.AllowedBy(Start.AddHours(1.5)));
        Assert.Equal(750, pace.AllowedBy(Start.AddHours(2)));
        Assert.Equal(750, pace.AllowedBy(Start.AddHours(24)));
        Assert.Equal(875, pace.AllowedBy(Start.AddHours(24.5)));
        Assert.Equal(1000, pace.AllowedBy(Start.AddHours(25)));
    }

    [Fact]
    public void AllowedBy_ForecastWithoutTrafficInTheWindow_IsEven()
    {
        var shares = new double[SpendingPace.HoursOfWeek];
        shares[100] = 1;
        var pace = new SpendingPace(PacingKind.Forecast, 1000, Start, Start.AddHours(10), shares);

        Assert.Equal(500, pace.AllowedBy(Start.AddHours(5)));
    }

    /// <summary>Whatever the pace: nothing before the window, the budget exactly from its end on, between them never less later, never more than the budget, wherever the clock jumps.</summary>
    [Fact]
    public void AllowedBy_AnyMoments_RisesToTheBudgetExactly() =>
        Gen.Select(
                Gen.Int[0, 3],
                Gen.Long[0, 1_000_000_000_000_000],
                Gen.Long[1, 400L * TimeSpan.TicksPerDay],
                Gen.Double[0, 1].Array[SpendingPace.HoursOfWeek],
                Gen.Double[-0.2, 1.2].Array[2, 20]
            )
            .Sample(
                (kind, budget, ticks, shares, places) =>
                {
                    var start = Start.AddMinutes(ticks % 12_345);
                    var given = (PacingKind)kind == PacingKind.Forecast ? shares : null;
                    Assert.True(given is null || given.Sum() > 0);
                    var pace = new SpendingPace((PacingKind)kind, budget, start, start.AddTicks(ticks), given);
                    Assert.Equal(0, pace.AllowedBy(start.AddTicks(-1)));
                    Assert.Equal(budget, pace.AllowedBy(start.AddTicks(ticks)));
                    Assert.Equal(budget, pace.AllowedBy(DateTimeOffset.MaxValue));
                    // Jumping about changes nothing: every moment has its own answer.
                    var jumps = places.Select(place => start.AddTicks((long)(place * ticks))).ToArray();
                    var allowed = jumps.Select(pace.AllowedBy).ToArray();
                    Array.Sort(jumps, allowed);
                    Assert.Equal(allowed.Order(), allowed);
                    Assert.All(allowed, each => Assert.InRange(each, 0, budget));
                }
            );

    /// <summary>The plain twin of the forecast: minutes added up one by one.</summary>
    [Fact]
    public void AllowedBy_Forecast_IsTheSumOfItsMinutes() =>
        Gen.Select(Gen.Int[0, 9].Array[SpendingPace.HoursOfWeek], Gen.Int[1, 4000], Gen.Int[0, 20_000], Gen.Double[0, 1])
            .Where(each => each.Item1.Any(share => share > 0))
            .Sample(
                (shares, minutes, offset, place) =>
                {
                    var start = Start.AddMinutes(offset);
                    var pace = new SpendingPace(
                        PacingKind.Forecast,
                        1_000_000,
                        start,
                        start.AddMinutes(minutes),
                        [.. shares.Select(share => (double)share)]
                    );
                    var until = (int)(place * minutes);
                    double Traffic(int count) =>
                        Enumerable
                            .Range(0, count)
                            .Sum(minute => (double)shares[(int)((start.AddMinutes(minute) - Start).TotalHours % SpendingPace.HoursOfWeek)]);
                    var whole = Traffic(minutes);
                    var expected = whole > 0 ? 1_000_000 * Traffic(until) / whole : 1_000_000.0 * until / minutes;
                    Assert.InRange(pace.AllowedBy(start.AddMinutes(until)), expected - 4, expected + 4);
                },
                iter: 300
            );

    [Fact]
    public void Inputs_Wrong_AreAllNamedAtOnce()
    {
        var fault = Assert.Throws<InvalidInputException>(() => new SpendingPace(PacingKind.Forecast, -1, Start, Start, [1, double.NaN]));

        Assert.Equal(["PaceBudget", "PaceWindow", "PaceShares"], fault.Faults.Select(each => each.Code));
        Assert.Throws<InvalidInputException>(() => new SpendingPace(PacingKind.Even, 1, Start, Start.AddDays(1), new double[168]));
        Assert.Throws<InvalidInputException>(() => new SpendingPace(PacingKind.Forecast, 1, Start, Start.AddDays(1), new double[168]));
    }
}
