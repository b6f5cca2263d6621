using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Recommendations.Live;

/// <summary>The next request after an acknowledged event reflects it, whoever did it and wherever.</summary>
public sealed class LiveEventTests
{
    [Fact]
    public void KnownUser_WhatWasJustTouched_IsLeftOutAndCounts()
    {
        var world = new LiveWorld();
        var first = world.Ids(LiveWorld.For("s4"));

        world.Tell("sports", "s4", first[0]);

        var second = world.Ids(LiveWorld.For("s4"));
        Assert.DoesNotContain(first[0], second);
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NewUser_AfterTwoEvents_FollowsTheirTaste(int taste)
    {
        var world = new LiveWorld();
        Assert.Equal(UserStanding.Cold, world.Recommend(LiveWorld.For("newcomer")).Standing);

        world.Tell("sports", "newcomer", $"e{taste}");
        world.Tell("sports", "newcomer", $"e{taste + 2}");

        var list = world.Recommend(LiveWorld.For("newcomer"));
        Assert.Equal(UserStanding.Warm, list.Standing);
        Assert.All(list.Items.Take(3), item => Assert.Equal(taste, LiveWorld.Number(item.ItemId) % 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Visitor_KnownByTheSessionAlone_FollowsItsTaste(int taste)
    {
        var world = new LiveWorld();
        var request = new LiveRequest
        {
            UserDomain = "sports",
            SessionId = "visit",
            Count = 5,
        };
        world.Recommend(request);

        world.Tell("sports", null, $"e{taste}", session: "visit");
        world.Tell("sports", null, $"e{taste + 4}", session: "visit");

        Assert.All(world.Ids(request).Take(3), item => Assert.Equal(taste, LiveWorld.Number(item) % 2));
        Assert.Equal(UserStanding.Warm, world.Recommend(request).Standing);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void LinkedUser_EventInTheOtherDomain_CountsInThisOne(int taste)
    {
        var world = new LiveWorld();
        world.Workspace.Links.Add([new Link("knowledge", "kn", "sports", "sn", LinkMethod.File, world.Clock.GetUtcNow())]);
        world.Histories.LinksChanged();
        world.Recommend(LiveWorld.For("sn"));

        world.Tell("knowledge", "kn", $"c{taste}", InteractionKind.Complete);
        world.Tell("knowledge", "kn", $"c{taste + 2}", InteractionKind.Complete);

        var list = world.Recommend(LiveWorld.For("sn"));
        Assert.Equal(UserStanding.Linked, list.Standing);
        Assert.All(list.Items.Take(3), item => Assert.Equal(taste, LiveWorld.Number(item.ItemId) % 2));
    }

    [Fact]
    public void Link_MadeNow_CountsInTheNextRequest()
    {
        var world = new LiveWorld();
        Assert.Equal(UserStanding.Cold, world.Recommend(LiveWorld.For("stranger")).Standing);

        world.Workspace.Links.Add([new Link("knowledge", "k1", "sports", "stranger", LinkMethod.File, world.Clock.GetUtcNow())]);
        world.Histories.LinksChanged();

        Assert.Equal(UserStanding.Linked, world.Recommend(LiveWorld.For("stranger")).Standing);
    }

    [Fact]
    public void Transfer_NotAllowed_LinkedEvidenceAndCrossModelAreNotUsed()
    {
        var world = new LiveWorld();
        world.Train("implicit-als", "knowledge", "sports");
        world.Models.Refresh();
        var alone = new AllAccess(isTransferring: false);

        var list = world.Recommender.Recommend(LiveWorld.For("s39"), alone);

        Assert.Equal(UserStanding.Cold, list.Standing);
        var version = world.Workspace.Models.Serving(null, "sports")!.VersionId;
        Assert.All(list.Items, item => Assert.Equal(version, item.ModelVersion));
        Assert.Equal(UserStanding.Linked, world.Recommend(LiveWorld.For("s39")).Standing);
    }

    [Fact]
    public void Told_InTheRequestItself_CountsAlone()
    {
        var world = new LiveWorld();
        var request = new LiveRequest
        {
            UserDomain = "sports",
            Count = 3,
            MostReasons = 2,
            Interactions =
            [
                new Interaction("sports", "", "e1", InteractionKind.Purchase, null, null),
                new Interaction("knowledge", "", "c5", InteractionKind.Complete, null, null),
            ],
        };

        var list = world.Recommend(request);

        Assert.All(list.Items, item => Assert.Equal(1, LiveWorld.Number(item.ItemId) % 2));
        Assert.Contains(list.Items.SelectMany(item => item.Reasons), reason => reason.BecauseOf?.Item == "e1");
    }

    [Fact]
    public void Explain_SameReasonsAsTheCommandLine()
    {
        var world = new LiveWorld();
        var live = world.Recommend(LiveWorld.For("k39", "knowledge", 4) with { Targets = [new LiveTarget("sports")], MostReasons = 2 });
        var plain = new RecommendationWorkflow(world.Workspace, world.Clock).Recommend(
            new RecommendationRequest
            {
                UserId = "k39",
                TargetDomain = "sports",
                Count = 4,
            }
        );

        Assert.Equal(plain.Items.Select(item => item.Item), live.Items.Select(item => item.ItemId));
        Assert.Equal(
            plain.Items.SelectMany(item => item.Reasons).Select(reason => reason.Text),
            live.Items.SelectMany(item => item.Reasons).Select(reason => reason.Text)
        );
    }
}
