using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Evaluation;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Training;

public class TrainingWorkflowTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    [Fact]
    public void Train_OptionsGiven_RecordsVersionAndLetsItServe()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var trained = new TrainingWorkflow(workspace, clock).Train(Request("joint-als", """{"rank": 4}"""), new SilentListener(), default);

        Assert.Equal("20260301-101500-sports-joint-als", trained.Version.VersionId);
        Assert.Equal(["knowledge", "sports"], trained.Version.Domains);
        Assert.Contains("\"rank\":4", trained.Version.OptionsJson, StringComparison.Ordinal);
        Assert.Equal(trained.Version, workspace.Models.Serving("knowledge", "sports"));
        Assert.Null(workspace.Models.Serving(null, "sports"));
        Assert.Empty(trained.Leaderboard);
    }

    [Fact]
    public void Train_Twice_GivesDistinctVersionsAndEqualDataHash()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);

        var first = workflow.Train(Request("popularity", "{}"), new SilentListener(), default).Version;
        var second = workflow.Train(Request("popularity", "{}"), new SilentListener(), default).Version;

        Assert.NotEqual(first.VersionId, second.VersionId);
        Assert.Equal(first.DataHash, second.DataHash);
        workspace.OwnInteractions.Add("sports", "s1", "e5", InteractionKind.View);
        Assert.NotEqual(first.DataHash, workflow.Train(Request("popularity", "{}"), new SilentListener(), default).Version.DataHash);
    }

    [Fact]
    public void Train_NoOptions_ChoosesByHeldOutRows()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var trained = new TrainingWorkflow(workspace, clock).Train(Request("item-knn", options: null), new SilentListener(), default);

        var best = trained.Leaderboard.Max(entry => entry.Ndcg);
        Assert.Equal(best, trained.Choice!.ValidationNdcg);
        Assert.All(trained.Leaderboard, entry => Assert.Equal("item-knn", entry.Candidate.Model));
    }

    [Fact]
    public void Train_Measured_RecordsQualityBesidePopularity()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var trained = new TrainingWorkflow(workspace, clock).Train(
            Request("item-knn", options: null) with
            {
                IsMeasured = true,
            },
            new SilentListener(),
            default
        );

        var metrics = VersionMetrics.Of(workspace.Models.Find(trained.Version.VersionId)!);
        Assert.Equal("item-knn", metrics.Choice!.Value.GetProperty("model").GetString());
        var quality = metrics.Quality!;
        Assert.Equal(39, quality.Users);
        // Tastes are two and strict: who knows neighbours finds the right half of the catalog, who knows popularity does not.
        Assert.True(quality.Model.Ndcg.Mean > quality.Popularity.Ndcg.Mean, $"{quality.Model.Ndcg} against {quality.Popularity.Ndcg}");
        Assert.InRange(quality.Difference.Mean, quality.Difference.Low, quality.Difference.High);
        Assert.Contains(quality.Segments, segment => segment.Segment == "linked");
        Assert.Equal(trained.Choice!.Model, trained.Version.Model);
    }

    [Fact]
    public void Train_MeasuredWithOptions_RecordsQualityWithoutChoice()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var trained = new TrainingWorkflow(workspace, clock).Train(
            Request("popularity", "{}") with
            {
                IsMeasured = true,
            },
            new SilentListener(),
            default
        );

        var metrics = VersionMetrics.Of(trained.Version);
        Assert.Null(metrics.Choice);
        Assert.Equal(metrics.Quality!.Popularity.Ndcg, metrics.Quality.Model.Ndcg);
    }

    [Fact]
    public void Train_Auto_LeavesOutKindsThatHoldUserRows()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var trained = new TrainingWorkflow(workspace, clock).Train(Request("auto", options: null), new SilentListener(), default);

        var searched = trained.Leaderboard.Select(entry => entry.Candidate.Model).Distinct().ToArray();
        Assert.Contains("graph-walk", searched);
        Assert.DoesNotContain("user-knn", searched);
        Assert.DoesNotContain("sequence-knn", searched);
        Assert.False(UserRows.AreHeldBy(trained.Version));
        var asked = new TrainingWorkflow(workspace, clock).Train(Request("user-knn", "{}"), new SilentListener(), default);
        Assert.True(UserRows.AreHeldBy(asked.Version));
    }

    [Fact]
    public void Train_BlendWithoutOptions_SearchesItsParts()
    {
        var trained = new TrainingWorkflow(TwoTasteWorkspace.Create(clock), clock).Train(
            Request("blend", null) with
            {
                Budget = new Platform.Training.Benchmarks.SearchBudget(TimeSpan.FromMinutes(1), 4),
            },
            new SilentListener(),
            default
        );
        Assert.True(trained.Leaderboard.Count >= 4);
        Assert.DoesNotContain(trained.Leaderboard, entry => entry.Candidate.IsCrossDomain);
    }

    [Theory]
    [InlineData("joint-als", "tennis", null, "unknown-domain")]
    [InlineData("no-such-model", "knowledge", null, "unknown-model")]
    [InlineData("joint-als", "sports", null, "same-domain")]
    [InlineData("joint-als", null, null, "no-source")]
    [InlineData("auto", "knowledge", """{"crossSegments": "nobody"}""", "invalid-options")]
    [InlineData("joint-als", "knowledge", "rank=4", "invalid-options")]
    [InlineData("joint-als", "knowledge", """{"rank": 0, "sweeps": -1}""", "invalid-options")]
    public void Train_WrongRequest_SaysWhatToDo(string model, string? source, string? options, string code)
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var fault = Assert.Throws<KuajieException>(() =>
            new TrainingWorkflow(workspace, clock).Train(
                Request(model, options) with
                {
                    SourceDomains = source is null ? [] : [source],
                },
                new SilentListener(),
                default
            )
        );

        Assert.Equal(code, fault.Code);
        Assert.Empty(workspace.Models.All());
    }

    [Fact]
    public void Train_AllOptionsWrong_NamesEveryFault()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        var fault = Assert.Throws<KuajieException>(() =>
            new TrainingWorkflow(workspace, clock).Train(
                Request("joint-als", """{"rank": 0, "sweeps": -1}"""),
                new SilentListener(),
                default
            )
        );

        Assert.Contains("rank = 0", fault.Found, StringComparison.Ordinal);
        Assert.Contains("sweeps = -1", fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_NothingCounts_SaysSo()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var nothing = KindWeightsText.Apply(KindWeights.Default, "purchase=0");

        var fault = Assert.Throws<KuajieException>(() =>
            new TrainingWorkflow(workspace, clock).Train(
                Request("joint-als", "{}") with
                {
                    KindWeights = nothing,
                },
                new SilentListener(),
                default
            )
        );

        Assert.Equal("no-interactions", fault.Code);
    }

    [Fact]
    public void Train_Cancelled_RecordsNothing()
    {
        var workspace = TwoTasteWorkspace.Create(clock);

        Assert.Throws<OperationCanceledException>(() =>
            new TrainingWorkflow(workspace, clock).Train(
                Request("joint-als", "{}"),
                new SilentListener(),
                new CancellationToken(canceled: true)
            )
        );

        Assert.Empty(workspace.Models.All());
    }

    private static TrainingRequest Request(string model, string? options) =>
        new()
        {
            SourceDomains = ["knowledge"],
            TargetDomain = "sports",
            Model = model,
            OptionsJson = options,
            Threads = 1,
        };
}
