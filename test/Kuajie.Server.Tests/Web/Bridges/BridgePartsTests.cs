using Bunit;
using Kuajie.Client.Bridges;
using Kuajie.Server.Web.Pages.Bridges;
using MudBlazor.Services;

namespace Kuajie.Server.Tests.Web.Bridges;

public sealed class BridgePartsTests : BunitContext
{
    public BridgePartsTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData("a", "b", "a", "b")]
    [InlineData("b", "a", "b", "a")]
    [InlineData(null, null, "a", "b")]
    [InlineData("gone", "b", "a", "b")]
    [InlineData("a", "a", "a", "b")]
    [InlineData(null, "a", "b", "a")]
    public void Choose_WhateverTheAddressSays_IsTwoDomains(string? from, string? to, string first, string second) =>
        Assert.Equal((first, second), BridgePage.Choose(["a", "b", "c"], from, to));

    [Fact]
    public void Summary_StrongBridge_IsSaidInASentenceWithEncodedTags()
    {
        var part = Render<BridgeSummary>(parameters =>
            parameters.Add(summary => summary.Table, Table(Bridge("<b>go</b>", "chess", 3.24, 2.1)))
        );

        Assert.Equal(
            "Fans of <b>go</b> are 3.2 times as likely to take to chess as these linked people in general.",
            part.Find(".bridge-sentence").TextContent
        );
        Assert.Equal(2, part.FindAll(".bridge-sentence b").Count);
    }

    [Theory]
    [InlineData(800L, "Counted over 100 linked people who are active on both sides; 800 are linked in all.")]
    [InlineData(null, "Counted over 100 linked people who are active on both sides.")]
    public void Summary_Basis_TellsTheCountedFromTheLinked(long? linked, string expected) =>
        Assert.StartsWith(
            expected,
            Render<BridgeSummary>(parameters =>
                    parameters.Add(summary => summary.Table, Table(Bridge("go", "chess", 1.2, 0.8))).Add(summary => summary.Linked, linked)
                )
                .FindAll(".note")[^1]
                .TextContent,
            StringComparison.Ordinal
        );

    [Fact]
    public void Summary_NothingBeyondChance_SaysSo() =>
        Assert.StartsWith(
            "No pair of tastes",
            Render<BridgeSummary>(parameters => parameters.Add(summary => summary.Table, Table(Bridge("go", "chess", 1.2, 0.8))))
                .Find(".bridge-sentence")
                .TextContent,
            StringComparison.Ordinal
        );

    [Fact]
    public void Heat_TipAndRows_AreEncodedAndAlongTheDiagonal()
    {
        var table = Table(Bridge("run", "marathon", 3, 2), Bridge("go", "chess", 4, 1.5), Bridge("run", "chess", 0.5, 0.2));

        Assert.Equal(["go", "run"], HeatMap.Rows(table));
        var tip = HeatMap.Told(Bridge("<img src=x>", "{a}", 2, 1.1));
        Assert.DoesNotContain("<img", tip, StringComparison.Ordinal);
        Assert.DoesNotContain("{", tip, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_NodePressed_IsASegmentOfItsSide()
    {
        var flows = new BridgeFlowsResponse("k", "s", 20, [new BridgeFlowResponse(12, "run", "run"), new BridgeFlowResponse(8, "run")]);

        Assert.Equal(("k", "run"), FlowPicture.Find(flows, "run"));
        Assert.Equal(("s", "run"), FlowPicture.Find(flows, "run\u200B"));
        Assert.Null(FlowPicture.Find(flows, "other tastes\u200B"));
        Assert.Equal(["run", "other tastes", "8"], FlowPicture.ToTable(flows).Rows[1]);
    }

    private static TagBridgeResponse Bridge(string from, string to, double lift, double low) =>
        new(from, to, 30, 9.5, lift, low, lift + 1, 0.5);

    private static TagBridgesResponse Table(params TagBridgeResponse[] bridges) =>
        new(
            "k",
            "s",
            100,
            [.. bridges.Select(bridge => bridge.FromTag).Distinct().Select(tag => new TagTasteResponse(tag, 40))],
            [
                .. bridges
                    .Select(bridge => bridge.ToTag)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(tag => new TagTasteResponse(tag, 40)),
            ],
            bridges
        );
}
