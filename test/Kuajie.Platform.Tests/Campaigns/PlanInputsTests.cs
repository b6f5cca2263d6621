using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Campaigns;
using Kuajie.Platform.Tables;
using TableText = Kuajie.Platform.Tests.Tables.Tables;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class PlanInputsTests
{
    private const string Header = "placement,slot,day,from,to,format,cost_model,price,rate,curve,inventory,time_zone,currency\n";
    private const string Good = "top,home,2026-04-06,07:00,09:00,banner,cpm,50,,c,1000,,\n";

    private static readonly Table Curves = TableText.Named(
        "curves.csv",
        "curve,form,ceiling,half_saturation,shape,worst_share,note\nc,hill,100,500,1,60%,\nthin,,,,,,too little\n"
    );
    private static readonly PlanWish Wish = new(100_000, "CNY");

    [Fact]
    public void Read_Good_IsTheProblem()
    {
        var inputs = Read(Good + "feed,feed,2026-04-06,20:00,24:00,card,cpc,1.2,2%,c,500,Asia/Shanghai,CNY\n");

        var (top, feed) = (inputs.Problem.Placements[0], inputs.Problem.Placements[1]);
        Assert.Equal((new DateOnly(2026, 4, 6), new TimeOnly(7, 0), new TimeOnly(9, 0)), (top.Day, top.From, top.To));
        Assert.Equal((5000, 0.001), (top.Cost.AmountMinorUnits, top.Cost.Rate));
        Assert.Equal((120, 0.02, default), (feed.Cost.AmountMinorUnits, feed.Cost.Rate, feed.To));
        Assert.Equal(new HillCurve(100, 500), top.Curve);
        Assert.Equal(new HillCurve(60, 500), top.WorstCurve);
        Assert.Equal("c", inputs.CurveOf["feed"]);
    }

    [Fact]
    public void Read_WindowInAnotherZone_IsConverted()
    {
        var inputs = Read("top,home,2026-04-06,20:00,22:00,banner,cpm,50,,c,1000,Europe/Berlin,\n");

        // 20:00 in Berlin's summer is 2:00 of the next day in Shanghai.
        var top = inputs.Problem.Placements[0];
        Assert.Equal((new DateOnly(2026, 4, 7), new TimeOnly(2, 0), new TimeOnly(4, 0)), (top.Day, top.From, top.To));
    }

    [Fact]
    public void Read_ThinCurve_LeavesItsPlacementsOutWithTheReason()
    {
        var inputs = Read(Good + "metro,metro,2026-04-06,07:00,09:00,poster,fixed,50,,thin,1000,,\n");

        Assert.Equal(["top"], inputs.Problem.Placements.Select(placement => placement.Name));
        Assert.Equal(("metro", "too little"), (inputs.LeftOut[0].Name, inputs.LeftOut[0].Why.ToString()));
    }

    [Theory]
    [InlineData("top,home,2026-04-06,09:00,07:00,banner,cpm,50,,c,1000,,", "impossible-window")]
    [InlineData("top,home,2026-04-06,09:00,09:00,banner,cpm,50,,c,1000,,", "impossible-window")]
    [InlineData("top,home,2026-03-29,02:30,05:00,banner,cpm,50,,c,1000,Europe/Berlin,", "impossible-window")]
    [InlineData("top,home,2026-04-06,17:00,19:00,banner,cpm,50,,c,1000,Europe/Berlin,", "window-over-midnight")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,50,,c,1000,Mars/Base,", "unknown-time-zone")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,-50,,c,1000,,", "wrong-value")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,,,c,1000,,", "missing-value")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,50,,c,1000,,USD", "mixed-currency")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpc,50,,c,1000,,", "missing-rate")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpx,50,,c,1000,,", "wrong-value")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,50,,c,,,", "missing-inventory")]
    [InlineData("top,home,2026-04-06,07:00,09:00,banner,cpm,50,,d,1000,,", "unknown-curve")]
    public void Read_WrongPlacement_IsNamedWithItsLine(string row, string code) =>
        Assert.Equal([(code, "t.csv:3")], TableText.Faults(() => Read(Good + row + "\n")));

    [Fact]
    public void Read_UnknownZoneOfThePlan_IsNamed() =>
        Assert.Equal(
            ["unknown-time-zone"],
            TableText.Faults(() => Read(Good, Wish with { TimeZone = "Nowhere" })).Select(fault => fault.Code)
        );

    [Fact]
    public void Read_ForecastInventory_SumsTheWindowsInside()
    {
        var inventory = TableText.Of(
            "slot,day,from,to,exposures,low\nhome,2026-04-06,07:00,08:00,300,200\nhome,2026-04-06,08:00,09:00,400,250\nhome,2026-04-06,09:00,10:00,900,800\n"
        );
        var tables = new PlanTables(TableText.Of(Header + "top,home,2026-04-06,07:00,09:00,banner,cpm,50,,c,,,\n"))
        {
            Curves = Curves,
            Inventory = inventory,
        };

        Assert.Equal(700, PlanInputs.Read(tables, Wish).Problem.Placements[0].Inventory);
        Assert.Equal(450, PlanInputs.Read(tables, Wish with { IsCautious = true }).Problem.Placements[0].Inventory);
    }

    [Fact]
    public void Solve_Plan_KeepsToBudgetAndReadsBackAsATable()
    {
        var inputs = Read(Good + "feed,feed,2026-04-06,20:00,24:00,card,cpc,1.2,2%,c,500,,\n", Wish with { BudgetMinorUnits = 3000 });
        var plan = PlanWork.Solve(inputs, null, TestContext.Current.CancellationToken).Plan!;

        Assert.True(plan.CostMinorUnits <= 3000);
        Assert.True(plan.Effect <= plan.UpperBound + 1e-9 && plan.Gap < 0.01);
        var table = PlanWork.ToTable(inputs, plan);
        Assert.Equal(2, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Values.Count));
        Assert.Equal(
            plan.Decisions.Select(each => each.Exposures.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            table.Rows.Select(row => row.Values[6])
        );
    }

    [Fact]
    public void Solve_CancelledBefore_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => PlanWork.Solve(Read(Good), null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => PlanWork.Frontier(Read(Good), 5, source.Token));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Solve_ImpossibleEffect_IsRefused(double effect) =>
        Assert.Equal(["wrong-effect"], TableText.Faults(() => PlanWork.Solve(Read(Good), effect, default)).Select(fault => fault.Code));

    [Theory]
    [InlineData(1)]
    [InlineData(61)]
    public void Frontier_WrongPoints_IsRefused(int points) =>
        Assert.Equal(["wrong-points"], TableText.Faults(() => PlanWork.Frontier(Read(Good), points, default)).Select(fault => fault.Code));

    [Fact]
    public void FitThenRead_Curves_AreTheSame()
    {
        var observations = TableText.Of(
            "curve,exposures,effect\n"
                + string.Concat(
                    Enumerable.Range(1, 12).Select(step => FormattableString.Invariant($"c,{step * 100},{100.0 * step / (5 + step)}\n"))
                )
                + "thin,5,1\n"
        );
        var fitted = PlanCurves.Fit(observations, null, CurveForm.Hill);

        var back = PlanCurves.Read(PlanWork.ToTable(fitted));

        Assert.Equal(fitted[0].Curve, back[0].Curve);
        Assert.Equal(fitted[0].WorstShare, back[0].WorstShare, 12);
        Assert.Null(back[1].Curve);
        Assert.Equal((fitted[1].Shortage!.Code, $"{fitted[1].Shortage}"), (back[1].Shortage!.Code, $"{back[1].Shortage}"));
        Assert.Equal("ShortageLevels", back[1].Shortage!.Code);
    }

    [Theory]
    [InlineData("curve,exposures,effect\nc,-5,1\n", null, "wrong-value")]
    [InlineData("curve,exposures,effect\nc,NaN,1\n", null, "wrong-value")]
    [InlineData("curve,exposures,effect\nc,5,1\n", "curve,from_exposures,to_exposures,effect,standard_error\nd,0,5,1,1\n", "unknown-curve")]
    [InlineData("curve,exposures,effect\nc,5,1\n", "curve,from_exposures,to_exposures,effect,standard_error\nc,0,5,1,0\n", "wrong-value")]
    public void Fit_WrongRows_AreNamed(string observations, string? experiments, string code) =>
        Assert.Equal(
            [code],
            TableText
                .Faults(() =>
                    PlanCurves.Fit(TableText.Of(observations), experiments is null ? null : TableText.Of(experiments), CurveForm.Hill)
                )
                .Select(fault => fault.Code)
        );

    private static PlanInputs Read(string rows, PlanWish? wish = null) =>
        PlanInputs.Read(new PlanTables(TableText.Of(Header + rows)) { Curves = Curves }, wish ?? Wish);
}
