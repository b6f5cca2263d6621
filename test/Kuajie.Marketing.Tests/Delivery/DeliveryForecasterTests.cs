using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Delivery;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Pacing;

namespace Kuajie.Marketing.Tests.Delivery;

public sealed class DeliveryForecasterTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A thousand requests on every day by five hundred users who all come every day, twice; ten days at one minor unit an impression with more budget than that takes.</summary>
    [Fact]
    public void Of_TheSameEveryDay_IsWhatComesByHand()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 1_000_000), Flat());

        Assert.Null(forecast.Shortage);
        Assert.Equal(10_000, forecast.Impressions!.Value.Median, 0);
        Assert.Equal(500, forecast.Reach!.Value.Median, 0);
        Assert.Equal(10_000, forecast.Spend!.Value.Median, 0);
        Assert.Equal([DeliveryLimit.Traffic], forecast.Limits);
        Assert.Equal((10, 3000.0), (forecast.Days.Count, Math.Round(forecast.Days[2].ImpressionsSoFar.Median)));
    }

    [Fact]
    public void Of_SmallBudget_IsSpentAndNoMore()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 4000), Flat());

        Assert.Equal((4000, 4000), (forecast.Spend!.Value.Low, forecast.Spend.Value.High));
        Assert.Equal(4000, forecast.Impressions!.Value.Median, 6);
        Assert.Equal([DeliveryLimit.Budget], forecast.Limits);
        // Four tenths of what is asked for is filled, evenly: in ten days nearly everybody is met.
        Assert.InRange(forecast.Reach!.Value.Median, 495, 500);
    }

    [Fact]
    public void Of_CapOfADay_BindsEachDay()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 1_000_000, PacingKind.AsFast) with { DailyCapMinorUnits = 300 }, Flat());

        Assert.Equal(3000, forecast.Impressions!.Value.Median, 6);
        Assert.Equal([DeliveryLimit.DailyCap], forecast.Limits);
    }

    /// <summary>As fast as possible a budget of 1,500 is gone on the second day: the users of two days.</summary>
    [Fact]
    public void Of_BudgetGoneEarly_NothingComesAfter()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 1500, PacingKind.AsFast), Flat());

        Assert.Equal(1500, forecast.Impressions!.Value.Median, 6);
        Assert.Equal(0, forecast.Days[5].Impressions.High, 6);
        Assert.Equal([DeliveryLimit.Budget], forecast.Limits);
    }

    /// <summary>One a day leaves half of two; three in all leave three of ten for each of five hundred.</summary>
    [Theory]
    [InlineData(1, null, 5000)]
    [InlineData(null, 3, 1500)]
    public void Of_FrequencyCaps_AreWhatIsLeft(int? aDay, int? inAll, double impressions)
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 1_000_000) with { MostPerUserADay = aDay, MostPerUser = inAll }, Flat());

        Assert.Equal(impressions, forecast.Impressions!.Value.Median, 0);
        Assert.Equal(500, forecast.Reach!.Value.Median, 0);
        Assert.Contains(DeliveryLimit.Frequency, forecast.Limits);
    }

    /// <summary>A fifth held out, half of the rest rolled out, of a quarter of the traffic.</summary>
    [Fact]
    public void Of_HoldoutRolloutAndSegment_TakeTheirShares()
    {
        var terms = Terms(budget: 1_000_000) with { HoldoutShare = 0.2, RolloutShare = 0.5 };

        var forecast = new DeliveryForecaster().Of(terms, Flat() with { EligibleShare = 0.25 });

        Assert.Equal(1000, forecast.Impressions!.Value.Median, 0);
        Assert.Equal(200, forecast.Reach!.Value.Median, 0);
    }

    [Fact]
    public void Of_PaidByClick_SpendsByTheRate()
    {
        var terms = Terms(budget: 100_000) with { Price = DeliveryPrice.PerClick, PriceMinorUnits = 50 };

        var forecast = new DeliveryForecaster().Of(terms, Flat() with { ClickRate = new BetaDistribution(400, 9600) });

        Assert.InRange(forecast.Clicks!.Value.Median, 380, 420);
        Assert.InRange(forecast.Spend!.Value.Median, 19_000, 21_000);
        Assert.True(forecast.Clicks.Value.Low < 385 && forecast.Clicks.Value.High > 415);
    }

    /// <summary>A rate that is known exactly leaves the chance of each impression: √(10,000 · 0.04 · 0.96) = 19.6, of which 80 % lie within 1.28.</summary>
    [Fact]
    public void Of_RateKnownExactly_LeavesTheChanceOfEachImpression()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 100_000), Flat() with { ClickRate = new BetaDistribution(4e8, 96e8) });

        Assert.InRange(forecast.Clicks!.Value.Low, 400 - 32, 400 - 20);
        Assert.InRange(forecast.Clicks.Value.High, 400 + 20, 400 + 32);
    }

    /// <summary>Of the last day three quarters lie outside the window.</summary>
    [Fact]
    public void Of_DayThatIsOverEarly_HasItsPartOfTheTraffic()
    {
        var whole = Terms(budget: 100_000);
        var terms = whole with { Days = [.. whole.Days.SkipLast(1), whole.Days[^1] with { Part = 0.25 }] };

        var forecast = new DeliveryForecaster().Of(terms, Flat());

        Assert.Equal(9250, forecast.Impressions!.Value.Median, 0);
        Assert.Equal(250, forecast.Days[^1].Impressions.Median, 0);
    }

    /// <summary>Whatever comes, it costs the fee, from the first day on; and no money bounds it.</summary>
    [Fact]
    public void Of_FixedFee_SpendsItOnce()
    {
        var forecast = new DeliveryForecaster().Of(
            Terms(budget: 700) with
            {
                Price = DeliveryPrice.FixedFee,
                PriceMinorUnits = 700,
            },
            Flat()
        );

        Assert.Equal(10_000, forecast.Impressions!.Value.Median, 0);
        Assert.Equal((700, 700), (forecast.Spend!.Value.Low, forecast.Spend.Value.High));
        Assert.All(forecast.Days, day => Assert.Equal(700, day.SpendSoFar!.Value.Median));
        Assert.Equal([DeliveryLimit.Traffic], forecast.Limits);
    }

    [Fact]
    public void Of_NoClickRate_SaysSoAndSpendsNothingItDoesNotKnow()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 100) with { Price = DeliveryPrice.PerClick }, Flat());

        Assert.Null(forecast.Spend);
        Assert.Null(forecast.Clicks);
        Assert.Equal(10_000, forecast.Impressions!.Value.Median, 0);
        Assert.Equal(["DeliveryNoClickRate", "DeliveryNoActionRate", "DeliveryUnpriced"], forecast.Notes.Select(note => note.Code));
    }

    [Fact]
    public void Of_TwentyDays_AreTooFew()
    {
        var forecast = new DeliveryForecaster().Of(Terms(budget: 100), Flat(days: 20));

        Assert.Equal("DeliveryShortage", forecast.Shortage!.Code);
        Assert.Equal((null, 0), (forecast.Impressions, forecast.Days.Count));
    }

    [Fact]
    public void Of_EndsInHalfAYear_IsTooFar() =>
        Assert.Equal("DeliveryTooFar", new DeliveryForecaster().Of(Terms(budget: 100, days: 180), Flat()).Shortage!.Code);

    [Fact]
    public void Of_NobodyEverCame_IsNothingAndNeverNaN()
    {
        var evidence = new DeliveryEvidence(new InventoryHistory(new DateOnly(2026, 1, 5), 1, new double[56]), new VisitTable(28, []), 1);

        var forecast = new DeliveryForecaster().Of(Terms(budget: 100) with { MostPerUser = 1 }, evidence);

        Assert.Equal((0, 0, 0), (forecast.Impressions!.Value.High, forecast.Reach!.Value.High, forecast.Spend!.Value.High));
    }

    [Fact]
    public void Of_WrongTerms_AreAllNamed()
    {
        var terms = Terms(budget: 100) with { BudgetMinorUnits = 0, RolloutShare = 0, MostPerUser = 0 };

        var fault = Assert.Throws<InvalidInputException>(() => new DeliveryForecaster().Of(terms, Flat() with { EligibleShare = 2 }));

        Assert.Equal(["budget", "mostPerUser", "rolloutShare", "eligibleShare"], fault.Faults.Select(each => each.Where));
    }

    [Fact]
    public void Of_AskedTwice_IsTheSame()
    {
        var evidence = Flat() with { ClickRate = new BetaDistribution(40, 960) };

        var (first, second) = (new DeliveryForecaster(7).Of(Terms(5000), evidence), new DeliveryForecaster(7).Of(Terms(5000), evidence));

        Assert.Equal((first.Clicks, first.Spend, first.Reach), (second.Clicks, second.Spend, second.Reach));
    }

    /// <summary>Two hundred worlds with a level that wanders, weekdays, and users of their own habits: of ten ranges eight hold what came. Bounds are those of a binomial of 200 at 0.8, three deviations, below; wider ranges are no fault above 0.97.</summary>
    [Fact]
    public void Of_WorldsThatAreKnown_HoldsTheTruthAsOftenAsItSays()
    {
        const int Worlds = 200;
        var (impressions, reach, clicks) = (0, 0, 0);
        for (var world = 0; world < Worlds; world++)
        {
            var (evidence, truth) = DeliveryWorlds.Of((ulong)world, futureDays: 10);
            var forecast = new DeliveryForecaster((ulong)world).Of(Terms(budget: 100_000_000), evidence);
            impressions += Holds(forecast.Impressions, truth.Impressions);
            reach += Holds(forecast.Reach, truth.Reach);
            clicks += Holds(forecast.Clicks, truth.Clicks);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"impressions {impressions}, reach {reach}, clicks {clicks} of {Worlds}");
        Assert.All([impressions, reach, clicks], held => Assert.InRange(held, 143, 195));
    }

    private static int Holds(ForecastRange? range, double truth) => truth >= range!.Value.Low && truth <= range.Value.High ? 1 : 0;

    private static DeliveryEvidence Flat(int days = 56) =>
        new(
            new InventoryHistory(DateOnly.FromDateTime(Start.UtcDateTime).AddDays(-days), 1, [.. Enumerable.Repeat(1000.0, days)]),
            new VisitTable(28, [.. Enumerable.Repeat((IReadOnlyList<int>)[.. Enumerable.Repeat(2, 28)], 500)]),
            1
        );

    private static DeliveryTerms Terms(long budget, PacingKind pacing = PacingKind.Even, int days = 10) =>
        new(
            [
                .. Enumerable
                    .Range(0, days)
                    .Select(day => new DeliveryDay(DateOnly.FromDateTime(Start.UtcDateTime).AddDays(day), Start.AddDays(day + 1), 1)),
            ],
            new SpendingPace(pacing, budget, Start, Start.AddDays(days)),
            budget,
            DeliveryPrice.PerThousand,
            1000
        );
}
