using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;

namespace Kuajie.Platform.Tests.Training;

public class EvaluationRunTests
{
    [Theory]
    [InlineData("leave-last-out")]
    [InlineData("ratio-per-user")]
    [InlineData("cold-user")]
    [InlineData("cold-item")]
    public void Run_AnySplit_ReportsEveryMetricForEveryModel(string split)
    {
        var specification = new SplitSpecification(split, 0.2, 1);
        var cut = specification.Split(Data(), 1);
        var lists = ListProtocol.Full with { IncludesUntrainedItems = specification.HoldsOutItems };
        var report = new EvaluationRun(cut, Settings(lists, "implicit-als"), TimeProvider.System, null, CancellationToken.None).Run();

        Assert.Equal(["popularity", "implicit-als"], report.Results.Select(result => result.Name));
        foreach (var result in report.Results)
        {
            string[] expected = ["hr@10", "ndcg@20", "precision@10", "recall@20", "map@10", "mrr", "auc", "novelty@10", "diversity@10"];
            Assert.Empty(expected.Except(result.Metrics.Keys));
            Assert.All(result.Metrics.Values, interval => Assert.True(interval.Low <= interval.Mean && interval.Mean <= interval.High));
            Assert.Equal(report.TestUsers, result.Segments.Where(one => one.Segment is "linked" or "unlinked").Sum(one => one.Users));
        }
        Assert.Contains("\"auc\"", EvaluationDocument.Of(report).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RatingModelOnRatings_ReportsErrorsBesideThoseOfBiases()
    {
        var ratings = new PairTable("target", "t.tsv", [.. Enumerable.Range(0, 90).Select(row => Rating(row))]);
        var dataset = BenchmarkData.BuildDataset(new PairTable("source", "s.tsv", [new UserItemPair("u0", "x")]), ratings, true);
        var cut = new SplitSpecification("ratio-per-user", 0.2, 1).Split(dataset, 1);
        var settings = Settings(ListProtocol.Full, "explicit-factorization");
        var report = new EvaluationRun(cut, settings, TimeProvider.System, null, CancellationToken.None).Run();

        Assert.Null(report.Results[0].Ratings);
        var found = Assert.NotNull(report.Results[1].Ratings);
        Assert.True(found.Mae > 0 && found.Mae <= found.Rmse && found.Rmse <= 4);
        Assert.NotNull(report.BiasErrors);
        var document = EvaluationDocument.Of(report);
        Assert.Equal(found.Rmse, (double)document["results"]![1]!["rmse"]!, 1e-4);
        Assert.NotNull(document["biases"]!["mae"]);
        Assert.Null(document["results"]![0]!["rmse"]);
    }

    [Fact]
    public void Run_RatingModelOnPlainRows_ReportsNoErrors()
    {
        var cut = new SplitSpecification("ratio-per-user", 0.2, 1).Split(Data(), 1);
        var settings = Settings(ListProtocol.Full, "explicit-factorization");
        var report = new EvaluationRun(cut, settings, TimeProvider.System, null, CancellationToken.None).Run();
        Assert.Null(report.Results[1].Ratings);
        Assert.Null(EvaluationDocument.Of(report)["biases"]);
    }

    [Fact]
    public void Run_WithDiversity_AddsARowBesideTheModelAskedFor()
    {
        var cut = new SplitSpecification("leave-last-out", 0.2, 1).Split(Data(), 1);
        var categories = new ItemCategories(Enumerable.Range(0, cut.Training.Domains[1].Items.Count).Select(item => (int[])[item % 5]), 5);
        var settings = Settings(ListProtocol.Full, "implicit-als") with
        {
            Diversity = new ListDiversity(DiversityMethod.Calibrated, 0.8),
            Categories = categories,
        };
        var report = new EvaluationRun(cut, settings, TimeProvider.System, null, CancellationToken.None).Run();

        Assert.Equal(["popularity", "implicit-als", "implicit-als calibrated:0.8"], report.Results.Select(result => result.Name));
        var (plain, calibrated) = (report.Results[1], report.Results[2]);
        Assert.True(calibrated.Metrics["calibrationError@10"].Mean < plain.Metrics["calibrationError@10"].Mean);
        Assert.Equal(["implicit-als", "popularity"], calibrated.Versus.Keys.Order());
        var withoutCategories = new EvaluationRun(
            cut,
            settings with
            {
                Categories = null,
            },
            TimeProvider.System,
            null,
            CancellationToken.None
        );
        Assert.Equal("no-topics", Assert.Throws<KuajieException>(withoutCategories.Run).Code);
    }

    [Fact]
    public void Split_TemporalCutWithoutTimes_SaysWhichSplitsNeedNone()
    {
        var fault = Assert.Throws<KuajieException>(() => new SplitSpecification("temporal-cut", 0.2, 1).Split(Data(), 1));
        Assert.Equal("no-times", fault.Code);
    }

    [Fact]
    public void Run_NothingHeldOut_IsAFault()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("source");
        builder.AddDomain("target");
        builder.Add(1, "u", "a");
        var cut = new SplitSpecification("leave-last-out", 0.2, 1).Split(builder.Build(), 1);
        var run = new EvaluationRun(cut, Settings(ListProtocol.Full, "popularity"), TimeProvider.System, null, CancellationToken.None);
        Assert.Equal("nothing-held-out", Assert.Throws<KuajieException>(run.Run).Code);
    }

    private static UserItemPair Rating(int row) => new($"u{row % 9}", $"i{row / 9}", 1 + ((row * 7) % 5));

    private static EvaluationSettings Settings(ListProtocol lists, string model) =>
        new(
            lists,
            new BenchmarkSettings(model, null, [], new SampledCandidates(20, [1]), 1, 2, SearchBudget.Default with { Steps = 2 }, 100)
        );

    private static InteractionDataset Data()
    {
        var builder = new InteractionDatasetBuilder();
        foreach (var name in new[] { "source", "target" })
        {
            var domain = builder.AddDomain(name);
            for (var user = 0; user < 60; user++)
            {
                for (var row = 0; row < 5; row++)
                {
                    builder.Add(domain, $"u{user + (domain * 20)}", $"{name}{((user * 7) + (row * row * 3)) % 40}");
                }
            }
        }
        builder.LinkSameIds(0, 1);
        return builder.Build();
    }
}
