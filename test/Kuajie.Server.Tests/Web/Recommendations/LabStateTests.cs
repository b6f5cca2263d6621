using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Pages.Recommendations;

namespace Kuajie.Server.Tests.Web.Recommendations;

public sealed class LabStateTests
{
    private static readonly RecommendationRequest Request = new(
        User: "u1",
        Targets: [new TargetRequest("sports", 0.5)],
        Filter: new FilterRequest(TagsAny: ["围棋"]),
        Boosts: [new BoostRequest(new FilterRequest(Kinds: ["star"]), 2.5)]
    );

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("version:20260101-sports-auto")]
    [InlineData("scene:a:b")]
    public void Address_WrittenAndRead_IsTheSameState(string beside)
    {
        var state = new LabState("knowledge", Request, Comparison.Parse(beside));

        var query = state.ToQuery();
        var read = LabState.Parse((string?)query["domain"], (string?)query["request"], (string?)query["beside"]);

        Assert.Equal(LabState.Write(state.Request), LabState.Write(read.Request));
        Assert.Equal((state.Domain, state.Beside), (read.Domain, read.Beside));
        Assert.Equal(beside, read.Beside.ToString());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("{", "version:")]
    [InlineData("""{"user":1}""", "nothing")]
    [InlineData("""{"unknown":true}""", "scene")]
    [InlineData("null", ":")]
    public void Address_Nonsense_CountsAsNotSaid(string? request, string? beside)
    {
        var state = LabState.Parse("d", request, beside);

        Assert.Equal(new RecommendationRequest(), state.Request);
        Assert.Equal(ComparisonKind.None, state.Beside.Kind);
        Assert.Null(state.ToAskBeside([]));
    }

    [Fact]
    public void Ask_IsAPreviewWithReasons_AndTheSceneKeepsNoPerson()
    {
        var asked = new LabState("knowledge", Request, default).ToAsk();
        var kept = LabState.Wishes(asked with { Interactions = [new ToldInteraction("c1")], Seed = 4, Model = "m" });

        Assert.True(asked is { Preview: true, Explain: true, User: "u1" });
        Assert.True(kept is { User: null, Interactions: null, Seed: null, Model: null, Preview: null });
        Assert.Equal(Request.Boosts, kept.Boosts);
    }

    [Fact]
    public void Beside_EachKind_AsksForWhatItSays()
    {
        var scene = new SceneResponse("home", new RecommendationRequest(Count: 5, IncludeSeen: true), default);

        var plain = new LabState("knowledge", Request, Comparison.Parse("plain")).ToAskBeside([scene])!;
        var version = new LabState("knowledge", Request, Comparison.Parse("version:m2")).ToAskBeside([scene])!;
        var named = new LabState("knowledge", Request, Comparison.Parse("scene:home")).ToAskBeside([scene])!;

        Assert.True(plain is { User: "u1", Filter: null, Boosts: null, Preview: true });
        Assert.Equal(Request.Targets, plain.Targets);
        Assert.True(version is { Model: "m2", Preview: true });
        Assert.Equal(Request.Filter, version.Filter);
        Assert.True(named is { User: "u1", Count: 5, IncludeSeen: true, Boosts: null, Model: null });
        Assert.Equal(Request.Targets, named.Targets);
        Assert.Null(new LabState("knowledge", Request, Comparison.Parse("scene:gone")).ToAskBeside([scene]));
    }

    [Fact]
    public void Direction_ThereAndBack()
    {
        var here = new RecommendationRequest("u");
        var there = here.Towards(LabDirection.There, "knowledge", "sports", 0.5);
        var mixed = there.Towards(LabDirection.Mixed, "knowledge", "sports", 0.3);

        Assert.Equal(LabDirection.Here, LabEdits.DirectionOf("knowledge", here));
        Assert.Equal(LabDirection.There, LabEdits.DirectionOf("knowledge", there));
        Assert.Equal(LabDirection.Mixed, LabEdits.DirectionOf("knowledge", mixed));
        Assert.Equal(("sports", 0.3), (LabEdits.PartnerOf("knowledge", mixed), LabEdits.ShareOf("knowledge", mixed)));
        Assert.Null(mixed.Towards(LabDirection.Here, "knowledge", "sports", 0.3).Targets);
    }

    [Fact]
    public void Filter_OfNothing_IsNone()
    {
        var some = new RecommendationRequest().Filtered(filter =>
            filter with
            {
                TagsAny = ["a"],
                Currency = "CNY",
                IncludeUnavailable = false,
            }
        );
        var none = some.Filtered(filter => filter with { TagsAny = [] });

        Assert.Equal(["a"], some.Filter!.TagsAny!);
        Assert.True(some.Filter is { Currency: null, IncludeUnavailable: null });
        Assert.Null(none.Filter);
    }
}
