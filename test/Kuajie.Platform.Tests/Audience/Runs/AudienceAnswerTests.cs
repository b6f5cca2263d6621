using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Progress;

namespace Kuajie.Platform.Tests.Audience.Runs;

/// <summary>What comes of long work on an audience: kept, found again, saved.</summary>
public sealed class AudienceAnswerTests : AudienceRunWorld
{
    [Fact]
    public async Task Submit_Clusters_AnswerIsFoundAgainByALaterProcessWithoutUsers()
    {
        AudienceRunRecord run;
        using (var before = NewBacklog())
        {
            run = before.Submit(Two, "somebody");
            Assert.Equal((RunState.Waiting, null), (run.State, AnswerOf(before, run)));
            await WorkUntilEndedAsync(before, run);
        }

        using var after = NewBacklog();

        var found = Assert.Single(after.Of(Shop));
        Assert.Equal((run.RunId, RunState.Succeeded, "somebody"), (found.RunId, found.State, found.RequestedBy));
        var expected = Segments.Cluster(Shop, Two.Clusters!.Clusterer).WithoutUsers();
        Assert.Equal([450, 450], expected.Clustering.Segments.Select(segment => segment.Size));
        Assert.Equivalent(expected, after.AnswerOf(found)!.Clusters, strict: true);
        Assert.Empty(after.AnswerOf(found)!.Clusters!.Clustering.Map!.Dots);
        Assert.DoesNotContain("u001", Store.AnswerOf(run.RunId), StringComparison.Ordinal);
        Assert.Empty(after.Of("gym"));
        Assert.Empty(Segments.Of(Shop));
    }

    [Fact]
    public async Task Submit_Both_TellWhatIsReadAndMade()
    {
        using var backlog = NewBacklog();
        var (clusters, taking) = (backlog.Submit(Two, "a"), backlog.Submit(Taking, "a"));
        await WorkUntilEndedAsync(backlog, clusters, taking);

        Assert.Equal(
            [(AudienceStage.Reading, 1350L), (AudienceStage.Trying, 1), (AudienceStage.Comparing, 19), (AudienceStage.Reseeding, 5)],
            await EndsAsync(clusters)
        );
        Assert.Equal(
            [(AudienceStage.Reading, 1350L), (AudienceStage.Rows, 1350), (AudienceStage.Fitting, 2), (AudienceStage.Judging, 5)],
            await EndsAsync(taking)
        );

        async Task<IReadOnlyList<(AudienceStage, long)>> EndsAsync(AudienceRunRecord run)
        {
            var steps = new List<AudienceStep>();
            await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, default))
            {
                steps.Add(step);
            }
            return [.. steps.Where(step => !step.IsLast && step.Done == step.Total).Select(step => (step.Stage, step.Done))];
        }
    }

    [Fact]
    public async Task Save_AfterThingsHappened_StoresWhatWasSeen()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);
        var seen = AnswerOf(backlog, run)!.Clusters!.Clustering.Model!;
        for (var user = 0; user < 100; user++)
        {
            Workspace.OwnInteractions.Add(Shop, $"new{user}", "tea", InteractionKind.View, Now);
        }
        Profiles.Imported(Shop);
        Clock.Advance(TimeSpan.FromDays(1));

        var saved = backlog.Save(backlog.Find(run.RunId)!, "taste");

        Assert.Equal("taste", saved.SavedAs);
        Assert.Equal("taste", backlog.Find(run.RunId)!.SavedAs);
        Assert.Equal(["taste-1", "taste-2"], Segments.Of(Shop).Select(segment => segment.Name));
        Assert.Equivalent(seen.WithoutFactors(), StoredCluster.Of(Segments.Find(Shop, "taste-1").ClusterJson!).Model, strict: true);
        Assert.NotEqual(seen.Centres[0], Segments.Cluster(Shop, Two.Clusters!.Clusterer).Clustering.Model!.Centres[0]);
    }

    [Fact]
    public async Task Submit_ClustersWithAName_AreStoredWhenFound()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two with { Clusters = Two.Clusters! with { SaveAs = "taste" } }, "a");
        await WorkUntilEndedAsync(backlog, run);

        Assert.Equal("taste", backlog.Find(run.RunId)!.SavedAs);
        Assert.Equal(2, Segments.Of(Shop).Count);
    }

    [Fact]
    public async Task Submit_ClustersOfHardlyAnybody_FailsWithANameAndSucceedsWithout()
    {
        Workspace.OwnInteractions.Add("gym", "g1", "run", InteractionKind.View, Now.AddDays(-1));
        using var backlog = NewBacklog();
        var clusters = Two.Clusters!;
        var (plain, named) = (
            backlog.Submit(new AudienceOrder("gym", clusters), "a"),
            backlog.Submit(new AudienceOrder("gym", clusters with { SaveAs = "taste" }), "a")
        );
        await WorkUntilEndedAsync(backlog, plain, named);

        Assert.Equal(RunState.Succeeded, backlog.Find(plain.RunId)!.State);
        Assert.Equal((RunState.Failed, "no-clusters"), (backlog.Find(named.RunId)!.State, backlog.Find(named.RunId)!.FaultCode));
        Assert.Equal("ShortageUsers", AnswerOf(backlog, named)!.Clusters!.Clustering.Verdict.Code);
        Assert.Equal("no-clusters", Assert.Throws<KuajieException>(() => backlog.Save(backlog.Find(plain.RunId)!, "taste")).Code);
    }

    [Fact]
    public async Task Submit_Responses_ReportIsToldInAnyLanguageAndTheModelIsKept()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Taking with { Responses = Taking.Responses! with { KeepAs = "takers" } }, "a");
        await WorkUntilEndedAsync(backlog, run);

        Assert.Equal(RunState.Succeeded, backlog.Find(run.RunId)!.State);
        var report = AnswerOf(backlog, run)!.Responses!;
        Assert.Equivalent(Responses.Train(Taking.Responses!.Request).Report, report, strict: true);
        Assert.Equivalent(Shelf.Find(Shop, "takers").Summary.Report, report, strict: true);
        Assert.Equal("no-clusters-found", Assert.Throws<KuajieException>(() => backlog.Save(backlog.Find(run.RunId)!, "taste")).Code);
    }

    [Fact]
    public async Task AnswerOf_ClustersOfThisProcess_HasDotsUntilAUserIsErased()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        await WorkUntilEndedAsync(backlog, run);
        var ended = backlog.Find(run.RunId)!;

        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        backlog.UserErased("gym", "u001");
        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        backlog.UserErased(Shop, "u001");
        Assert.Empty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Dots);
        Assert.NotEmpty(backlog.AnswerOf(ended)!.Clusters!.Clustering.Map!.Places);
    }

    [Fact]
    public async Task Save_OfARunThatHasNotEnded_IsRefusedAndLeavesItsStateAlone()
    {
        using var backlog = NewBacklog();
        var run = backlog.Submit(Two, "a");
        Store.PutAnswer(run.RunId, new AudienceAnswer(Segments.Cluster(Shop, Two.Clusters!.Clusterer).WithoutUsers()).ToJson());

        Assert.Equal("no-clusters-found", Assert.Throws<KuajieException>(() => backlog.Save(run, "taste")).Code);

        await WorkUntilEndedAsync(backlog, run);
        backlog.Save(backlog.Find(run.RunId)!, "taste");
        Assert.Equal((RunState.Succeeded, "taste"), (Store.Runs()[0].State, Store.Runs()[0].SavedAs));
    }

    [Fact]
    public async Task SavedNames_AfterAnotherRunTookTheName_AreTheOthers()
    {
        using var backlog = NewBacklog();
        var (first, second) = (
            backlog.Submit(Two, "a"),
            backlog.Submit(
                Two with
                {
                    Clusters = new ClusterOrder(new ProfileClusterer { Fewest = 3, Most = 3 }, new FactorUse(), null),
                },
                "a"
            )
        );
        await WorkUntilEndedAsync(backlog, first, second);
        var (one, other) = (
            backlog.AnswerOf(backlog.Find(first.RunId)!)!.Clusters!,
            backlog.AnswerOf(backlog.Find(second.RunId)!)!.Clusters!
        );
        backlog.Save(backlog.Find(first.RunId)!, "taste");
        Assert.Equal(["taste-1", "taste-2"], Segments.SavedNames(Shop, one, "taste").Values.Order(StringComparer.Ordinal));

        backlog.Save(backlog.Find(second.RunId)!, "taste");

        Assert.Empty(Segments.SavedNames(Shop, one, "taste"));
        Assert.Equal(3, Segments.SavedNames(Shop, other, "taste").Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"clusters":{"clustering":null}}""")]
    [InlineData("""{"responses":{"outcome":"Conversion","notes":[{"code":"NoSuchSentence","arguments":[]}]}}""")]
    public void AnswerOf_WhatNobodyWrote_SaysSoWithACure(string json)
    {
        using var backlog = NewBacklog();
        var run = new AudienceRunRecord("run-1", Two, RunState.Succeeded, "a", Now);
        Store.Put(run);
        Store.PutAnswer(run.RunId, json);

        Assert.Equal("damaged-audience-run", Assert.Throws<KuajieException>(() => backlog.AnswerOf(run)).Code);
        Assert.Null(backlog.AnswerOf(run with { State = RunState.Interrupted }));
    }
}
