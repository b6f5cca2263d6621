using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Tests.Campaigns.Life;

public sealed class CampaignShelfTests : IAsyncDisposable
{
    private readonly CampaignWorld world = new();

    private CampaignShelf Shelf => world.Shelf;

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void Life_ToItsEnd_FollowsDecisionsAndTheClock()
    {
        var standings = new List<CampaignStanding>();
        void Note() => standings.Add(Standing());
        Shelf.Define("school", "spring", CampaignWorld.Plain, "anna");
        Note();
        Shelf.Propose("school", "spring", "anna");
        Note();
        Shelf.Approve("league", "spring", "bo");
        Note();
        world.Clock.SetUtcNow(CampaignWorld.Start);
        Note();
        Shelf.Pause("league", "spring", "bo");
        Note();
        Shelf.Start("league", "spring", "bo");
        Note();
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(10));
        Note();

        Assert.Equal(
            [
                CampaignStanding.Draft,
                CampaignStanding.Proposed,
                CampaignStanding.Scheduled,
                CampaignStanding.Running,
                CampaignStanding.Paused,
                CampaignStanding.Running,
                CampaignStanding.Closed,
            ],
            standings
        );
        Assert.Equal(
            ["define anna Owner", "propose anna Owner", "approve bo Partner", "pause bo Partner", "start bo Partner"],
            CampaignShelf.HistoryOf(Shelf.Find("school", "spring")).Select(step => $"{step.Action} {step.By} {step.Side}")
        );
    }

    [Fact]
    public void Pause_BySides_HoldsUntilBothLetGo()
    {
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);
        Shelf.Pause("school", "spring", "anna");
        Shelf.Pause("league", "spring", "bo");
        Shelf.Start("school", "spring", "anna");

        Assert.Equal(CampaignStanding.Paused, Standing());
        Assert.Equal("not-held", Assert.Throws<KuajieException>(() => Shelf.Start("school", "spring", "anna")).Code);
        Shelf.Start("league", "spring", "bo");
        Assert.Equal(CampaignStanding.Running, Standing());
    }

    [Fact]
    public void Life_OutOfOrderOrByTheWrongSide_IsRefused()
    {
        Shelf.Define("school", "spring", CampaignWorld.Plain, "anna");
        Assert.Equal("unknown-campaign", Code(() => Shelf.Approve("league", "spring", "bo")));
        Assert.Equal("wrong-state", Code(() => Shelf.Pause("school", "spring", "anna")));
        Assert.Equal("wrong-state", Code(() => Shelf.Kill("school", "spring", "anna")));
        Shelf.Propose("school", "spring", "anna");
        Assert.Equal("not-the-partner", Code(() => Shelf.Approve("school", "spring", "anna")));
        Assert.Equal("not-the-owner", Code(() => Shelf.Propose("league", "spring", "bo")));
        Assert.Equal("wrong-state", Code(() => Shelf.Define("school", "spring", CampaignWorld.Plain, "anna")));
        Assert.Equal("wrong-state", Code(() => Shelf.Remove("school", "spring")));
        Assert.Equal("unknown-campaign", Code(() => Shelf.Find("stranger", "spring")));
        Shelf.Reject("league", "spring", "not now", "bo");
        Assert.Equal(CampaignStanding.Draft, Standing());
        Assert.Equal("not now", CampaignShelf.HistoryOf(Shelf.Find("school", "spring"))[^1].Note);
        Shelf.Propose("school", "spring", "anna");
        Shelf.Approve("league", "spring", "bo");
        Shelf.Stop("league", "spring", "bo");
        Assert.Equal(CampaignStanding.Stopped, Standing());
        Assert.Equal("wrong-state", Code(() => Shelf.Kill("school", "spring", "anna")));
        Assert.Equal("wrong-state", Code(() => Shelf.Pause("school", "spring", "anna")));
    }

    /// <summary>What is wrong is named all at once, each with its place.</summary>
    [Fact]
    public void Define_EverythingWrong_NamesAllOfIt()
    {
        var wrong = CampaignWorld.Plain with
        {
            Partner = "nobody",
            StartsAt = CampaignWorld.Start.AddDays(-20),
            EndsAt = CampaignWorld.Start.AddDays(-25),
            TimeZone = "Mars/Base",
            Currency = "yuan",
            BudgetMinorUnits = 0,
            DailyCapMinorUnits = 0,
            PriceMinorUnits = -5,
            ConversionKinds = ["seen", "fly"],
            AttributionDays = 0,
            Slots = ["banner", "banner", " "],
            Creatives =
            [
                new CampaignCreative("one", new CreativeWords("", ""), new CreativeWords("标题", "")) { Link = "ftp://x" },
                new CampaignCreative("one", new CreativeWords("T", ""), new CreativeWords("标题", "")),
            ],
            LiveEvents =
            [
                new CampaignLiveEvent(
                    "qa",
                    new CreativeWords("Q", ""),
                    new CreativeWords("问", ""),
                    CampaignWorld.Start,
                    CampaignWorld.Start,
                    "here"
                ),
            ],
            Epsilon = double.NaN,
            Pacing = PacingKind.Forecast,
            MostPerUser = 0,
            HoldoutShare = 1,
            Rollout = 0,
            Priority = 101,
        };

        var faults = Assert.Throws<SeveralFaultsException>(() => Shelf.Define("school", "a/b", wrong, "anna")).Faults;

        Assert.Equal(
            [
                "campaign",
                "slots[2]",
                "slots",
                "creatives",
                "endsAt",
                "timeZone",
                "currency",
                "budgetMinorUnits",
                "dailyCapMinorUnits",
                "priceMinorUnits",
                "creatives[0].english.title",
                "creatives[0].link",
                "creatives[1].link",
                "liveEvents[0].endsAt",
                "liveEvents[0].link",
                "conversionKinds",
                "conversionKinds",
                "hourShares",
                "attributionDays",
                "epsilon",
                "mostPerUser",
                "holdoutShare",
                "rollout",
                "priority",
                "endsAt",
                "partner",
            ],
            faults.Select(fault => fault.Where)
        );
        Assert.All(faults, fault => Assert.DoesNotContain("{", fault.Message, StringComparison.Ordinal));
        Assert.Empty(Shelf.Of("school"));
    }

    [Fact]
    public void Define_WindowInThePast_IsRefusedAlsoLater()
    {
        Shelf.Define("school", "spring", CampaignWorld.Plain, "anna");
        Shelf.Propose("school", "spring", "anna");
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(11));

        Assert.Equal("window-past", Code(() => Shelf.Approve("league", "spring", "bo")));
        Assert.Equal("window-past", Code(() => Shelf.Define("school", "late", CampaignWorld.Plain, "anna")));
    }

    [Fact]
    public void Pause_Closed_IsOver()
    {
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(10));

        Assert.Equal("campaign-over", Code(() => Shelf.Pause("school", "spring", "anna")));
        Assert.Equal("campaign-over", Code(() => Shelf.Raise("school", "spring", 1, "anna")));
    }

    [Fact]
    public void Define_UnknownSegmentItemOrTooSmallABudget_IsRefused()
    {
        Assert.Equal("unknown-segment-of-host", Code(() => Define(CampaignWorld.Plain with { Segment = "fans" })));
        Assert.Equal(
            "unknown-item-of-creative",
            Code(() => Define(CampaignWorld.Plain with { Creatives = [CampaignWorld.Creative("one") with { Item = "gone" }] }))
        );
        Assert.Equal(
            "budget-buys-nothing",
            Code(() => Define(CampaignWorld.Plain with { PriceModel = CampaignPriceModel.PerClick, PriceMinorUnits = 1001 }))
        );
        Assert.Equal("own-partner", Code(() => Define(CampaignWorld.Plain with { Partner = "school" })));
    }

    [Fact]
    public void Propose_WithoutPartnership_IsRefused()
    {
        Define(CampaignWorld.Plain);
        world.IsAgreed = false;

        Assert.Equal("no-agreement", Code(() => Shelf.Propose("school", "spring", "anna")));
    }

    [Fact]
    public void Define_CreativeNamedAsTheHoldout_IsRefused()
    {
        var plain = CampaignWorld.Plain;
        var wrong = plain with { Creatives = [plain.Creatives[0] with { Name = "holdout" }] };

        var fault = Assert.Throws<KuajieException>(() => Shelf.Define("school", "spring", wrong, "anna"));

        Assert.Equal(("reserved-name", "creatives[0].name"), (fault.Code, fault.Where));
    }

    [Fact]
    public void Define_NameThatTheOtherSideKnows_IsTaken()
    {
        Define(CampaignWorld.Plain);

        Assert.Equal(
            "campaign-name-taken",
            Code(() => Shelf.Define("league", "spring", CampaignWorld.Plain with { Partner = "school" }, "bo"))
        );
        Assert.Equal(
            "campaign-name-taken",
            Code(() => Shelf.Define("stranger", "spring", CampaignWorld.Plain with { Partner = "school" }, "cy"))
        );
    }

    [Fact]
    public void Approve_EveryCreativeRefused_IsRefused()
    {
        Define(CampaignWorld.Plain);
        Shelf.Propose("school", "spring", "anna");
        Shelf.Review("league", "spring", "one", isApproved: false, "too loud", "bo");

        Assert.Equal("no-creative", Code(() => Shelf.Approve("league", "spring", "bo")));
        Assert.Equal("unknown-creative", Code(() => Shelf.Review("league", "spring", "two", true, null, "bo")));
    }

    [Fact]
    public void Raise_Rollout_OnlyUp()
    {
        world.Run(CampaignWorld.Plain with { Rollout = 0.2 });

        Shelf.Raise("school", "spring", 0.5, "anna");

        Assert.Equal(0.5, CampaignDefinition.Of(Shelf.Find("school", "spring").DefinitionJson).Rollout);
        Assert.Equal("lower-rollout", Code(() => Shelf.Raise("school", "spring", 0.5, "anna")));
    }

    [Fact]
    public void Read_OfADefinition_RoundTripsAndRefusesWhatItDoesNotKnow()
    {
        var read = CampaignDefinition.Read(CampaignWorld.Plain.ToJson());

        Assert.Equal(CampaignWorld.Plain.ToJson(), read.ToJson());
        Assert.Throws<System.Text.Json.JsonException>(() => CampaignDefinition.Read("""{"partner":"league","colour":"red"}"""));
        Assert.Throws<System.Text.Json.JsonException>(() => CampaignDefinition.Read("""{"slots":[null]}"""));
    }

    private Campaign Define(CampaignDefinition definition) => Shelf.Define("school", "spring", definition, "anna");

    private CampaignStanding Standing()
    {
        var found = Shelf.Find("school", "spring");
        return found.StandingAt(CampaignDefinition.Of(found.DefinitionJson), world.Clock.GetUtcNow());
    }

    private static string Code(Func<object> act) => Assert.Throws<KuajieException>(act).Code;

    private static string Code(Action act) => Assert.Throws<KuajieException>(act).Code;
}
