using Bunit;
using Kuajie.Client.Catalog;
using Kuajie.Client.Overview;
using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Pages.Catalog;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;

namespace Kuajie.Server.Tests.Web.Users;

public sealed class ReasonChainTests : BunitContext
{
    private const string Script = "<script>alert(1)</script>";
    private static readonly RecommendedItemResponse Marathon = new("E1", "sports", 1, "ranked", "Marathon");

    [Fact]
    public void Chain_AcrossDomains_TellsWhoConnectsTheTwo()
    {
        var text = Show(new EvidenceResponse("knowledge", "C1", "Running", "purchase", 40, 30, ["endurance"]), 0.27).Markup;

        Assert.Contains(Figures.Share(0.27, 0), text, StringComparison.Ordinal);
        Assert.Contains("bought", text, StringComparison.Ordinal);
        Assert.Contains("40 people who did something with it are known in", text, StringComparison.Ordinal);
        Assert.Contains(
            $"30 of them ({Figures.Share(0.75, 0)}) did something with the recommended item too.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("endurance", text, StringComparison.Ordinal);
        Assert.Contains("Marathon", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_CountsNotTold_SaysWhy() =>
        Assert.Contains(
            "Fewer than ten people did both",
            Show(new EvidenceResponse("knowledge", "C1", "Running", "view"), 0.5).Markup,
            StringComparison.Ordinal
        );

    [Fact]
    public void Chain_NobodyDidBoth_NamesTheModel() =>
        Assert.Contains(
            "Nobody did both yet",
            Show(new EvidenceResponse("knowledge", "C1", "Running", "view", 40, 0), 0.5).Markup,
            StringComparison.Ordinal
        );

    [Fact]
    public void Chain_ScriptInATitle_StaysText()
    {
        var chain = Show(new EvidenceResponse("knowledge", "C1", Script, "view", 40, 20), 0.5);

        Assert.Empty(chain.FindAll("script"));
        Assert.Contains(Script, chain.Find("a").TextContent, StringComparison.Ordinal);
        Assert.Equal("no", chain.Find("a").GetAttribute("translate"));
    }

    [Fact]
    public void Chain_OnAUsersPage_LeadsToAnItemThatLeadsBack()
    {
        var chain = Render<ReasonChain>(parameters =>
            parameters
                .AddCascadingValue(new UserBefore("knowledge", "u 1"))
                .Add(
                    part => part.Reason,
                    new ReasonResponse("neighbors", "text", 0.5, new EvidenceResponse("knowledge", "C1", "Running", "view"))
                )
                .Add(part => part.Item, Marathon)
        );

        Assert.Equal("/catalog/item?domain=knowledge&item=C1&userDomain=knowledge&user=u%201", chain.Find("a").GetAttribute("href"));
        Assert.Equal("/catalog/item?domain=knowledge&item=C1", CatalogAddress.OfItem("knowledge", "C1"));
    }

    [Fact]
    public void Connections_AcrossDomains_StandBesideWhatIsUsual()
    {
        var evidence = new EvidenceResponse("knowledge", "C1", "Running", "purchase", 40, 30);

        Assert.Contains(
            $"Of everybody known on both sides {Figures.Share(0.25, 0)} did: here {Figures.Number(3, 1)} times as many.",
            Connections.Of(evidence, "sports", usual: 0.25)
        );
        // Where nobody did, there is nothing to stand beside.
        Assert.Equal(2, Connections.Of(evidence, "sports", usual: 0).Count());
    }

    [Fact]
    public void Connections_WithinOneDomain_StandBesideWhatIsUsualThere()
    {
        var evidence = new EvidenceResponse("sports", "E1", "Marathon", "view", 40, 30);

        Assert.Contains(
            $"Of all users of {Stored.Of("sports")}, {Figures.Share(0.25, 0)} did: here {Figures.Number(3, 1)} times as many.",
            Connections.Of(evidence, "sports", usual: 0.25)
        );
        Assert.Contains("hardly more than usual", Connections.Of(evidence, "sports", usual: 0.7).Last());
        // A domain that is not the reader's own tells no number of users.
        Assert.Equal(2, Connections.Of(evidence, "sports").Count());
    }

    [Fact]
    public void Connections_WhereTheModelGoesByContent_NameTheTagsFirst()
    {
        var evidence = new EvidenceResponse("knowledge", "C1", "Ropes", "search", 10, 4, ["hiking"]);

        var byContent = Connections.Of(evidence, "sports", isByContent: true).ToArray();

        Assert.Equal($"What matters here: both are tagged {Stored.Of("hiking")}.", byContent[0]);
        Assert.Equal(3, byContent.Length);
        Assert.Equal($"Both carry the tags: {Stored.Of("hiking")}", Connections.Of(evidence, "sports").Last());
        Assert.StartsWith(
            "What matters here",
            Render<ReasonChain>(parameters =>
                    parameters
                        .Add(part => part.Reason, new ReasonResponse("sharedContent", "text", 0.5, evidence))
                        .Add(part => part.Item, Marathon)
                )
                .Find(".chain li:nth-child(3) div")
                .TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void UsualShares_FromTheAudienceAndTheDomainsUsers_LeaveRobotsOut()
    {
        var audience = new AudienceResponse(
            "sports",
            "E2",
            30,
            [],
            "week",
            [],
            [new("knowledge", 9, 20, 5, 0.25), new("auto", null, 20, null, null)]
        );
        var figures = new OverviewFiguresResponse(900, 130, 40, FlaggedUsers: 10, null, null, 0, 0, [], new Dictionary<string, long>());

        var shares = UsualShares.Of(audience, Overview(figures));

        // 30 of 130 − 10 users.
        Assert.Equal((0.25, 0.25, null), (shares.AmongUsersOf("sports"), shares.AmongUsersOf("knowledge"), shares.AmongUsersOf("auto")));
        Assert.Null(UsualShares.Of(audience, Overview(null)).AmongUsersOf("sports"));
        Assert.Null(UsualShares.Of(audience with { Users = null }, Overview(figures)).AmongUsersOf("sports"));
        Assert.Null(UsualShares.Of(audience, null).AmongUsersOf("sports"));

        static OverviewResponse Overview(OverviewFiguresResponse? figures) =>
            new(DateTimeOffset.UnixEpoch, [new OverviewDomainResponse("sports", "sports", figures)], [], "recommend");
    }

    [Fact]
    public void Connections_HardlyMoreThanUsualOrFewPeople_SayWhatToHoldAgainstThem()
    {
        // 11 of 40 is 1.1 times a quarter; 3 of 12 is 1.7 times 15 %, but could be 9 % as well; 30 of 40 is beyond doubt.
        Assert.Contains("hardly more than usual", Last(source: 40, shared: 11, usual: 0.25));
        Assert.Contains("may be chance", Last(source: 12, shared: 3, usual: 0.15));
        Assert.Contains("times as many", Last(source: 40, shared: 30, usual: 0.25));
        // Where nothing is to be compared with, the number of people alone speaks.
        Assert.Contains("may be chance", Connections.Of(new EvidenceResponse("sports", "E1", "Marathon", "view", 7, 2), "sports").Last());
        Assert.DoesNotContain(
            "may be chance",
            Connections.Of(new EvidenceResponse("sports", "E1", "Marathon", "view", 18, 6), "sports").Last()
        );

        static string Last(long source, long shared, double usual) =>
            Connections.Of(new EvidenceResponse("knowledge", "C1", "Running", "purchase", source, shared), "sports", usual).Last();
    }

    [Fact]
    public void Sentence_DataBeforeAFullStop_HasNoSpaceBetween() =>
        Assert.Equal(
            "known in <span translate=\"no\">sports</span>.",
            Render<Sentence>(parameters => parameters.Add(part => part.Text, $"known in {Stored.Of("sports")}.")).Markup
        );

    [Fact]
    public void Chain_OfASupposition_SaysIf() =>
        Assert.Contains(
            "If this person",
            Show(new EvidenceResponse("knowledge", "C1", "Running", "view", 40, 20), 0.5, new Supposed("view", "knowledge", "C1")).Markup,
            StringComparison.Ordinal
        );

    [Fact]
    public void Sentence_WithStoredParts_MarksThemAndNothingElse()
    {
        var sentence = Render<Sentence>(parameters => parameters.Add(part => part.Text, $"a {Stored.Of("<b>x</b>")} c"));

        Assert.Equal("<b>x</b>", Assert.Single(sentence.FindAll("span[translate=no]")).TextContent);
        Assert.Equal([("a ", false), ("<b>x</b>", true), (" c", false)], Stored.PartsOf($"a {Stored.Of("<b>x</b>")} c"));
        Assert.Equal([("plain", false)], Stored.PartsOf("plain"));
    }

    private IRenderedComponent<ReasonChain> Show(EvidenceResponse because, double share, params Supposed[] supposed) =>
        Render<ReasonChain>(parameters =>
            parameters
                .Add(chain => chain.Reason, new ReasonResponse("neighbors", "text", share, because))
                .Add(chain => chain.Item, Marathon)
                .Add(chain => chain.Supposed, supposed)
        );
}
