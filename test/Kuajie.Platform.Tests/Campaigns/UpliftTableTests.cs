using Kuajie.Marketing.Response;
using Kuajie.Platform.Campaigns;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Tests.Campaigns;

public sealed class UpliftTableTests
{
    [Fact]
    public void Read_EnglishColumns_TakesTheRestAsFeatures()
    {
        var read = UpliftTable.Read(
            Of(
                ["person", "Treated", "outcome", "propensity", "recency", "channel"],
                ["u1", "yes", "1", "20%", "3.5", "push"],
                ["u2", "0", "0", "", "", "feed"]
            )
        );

        Assert.Equal(["u1", "u2"], read.People);
        Assert.Equal([new("recency", FeatureSort.Number), new ResponseFeature("channel", FeatureSort.Category)], read.Data.Features);
        Assert.Equal([(true, 1, 0.2), (false, 0, 0.5)], read.Data.Rows.Select(row => (row.IsTreated, row.Outcome, row.Propensity)));
        Assert.Equal([FeatureValue.Of(3.5), FeatureValue.Of("push")], read.Data.Rows[0].Values);
        Assert.Equal([FeatureValue.Missing, FeatureValue.Of("feed")], read.Data.Rows[1].Values);
    }

    [Fact]
    public void Read_ChineseColumns_AreTheSame()
    {
        var read = UpliftTable.Read(Of(["是否触达", "结果", "触达概率", "最近活跃天数"], ["是", "12.5", "0.3", "7"]));

        Assert.Equal(["2"], read.People);
        Assert.Equal((true, 12.5, 0.3), (read.Data.Rows[0].IsTreated, read.Data.Rows[0].Outcome, read.Data.Rows[0].Propensity));
        Assert.Equal([new ResponseFeature("最近活跃天数", FeatureSort.Number)], read.Data.Features);
    }

    [Fact]
    public void Read_WrongValues_SaysAllOfThem()
    {
        var thrown = Assert.Throws<SeveralFaultsException>(() =>
            UpliftTable.Read(Of(["treated", "outcome", "propensity"], ["maybe", "many", "1.2"]))
        );

        Assert.Equal(["people:2", "people:2", "people:2"], thrown.Faults.Select(fault => fault.Where?.Split(' ', ',')[0]));
    }

    [Fact]
    public void Read_WithoutOutcomes_IsRefused() =>
        Assert.Equal("missing-column", Assert.Throws<KuajieException>(() => UpliftTable.Read(Of(["treated", "age"], ["1", "30"]))).Code);

    private static Table Of(string[] columns, params string[][] rows) =>
        new("people", columns, [.. rows.Select((row, place) => new TableRow(place + 2, row))]);
}
