using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Storage.Tests.PublicData;

/// <summary>Protocol P1 on a public pair, with options of the recorded results: a floor under the figures in docs/results. Skipped without the data.</summary>
public sealed class PublicPairTests
{
    private const string Options = """{"rank": 64, "regularization": 0.03, "unobservedWeight": 0.01, "otherDomainWeight": 0.3}""";

    [Fact]
    public void JointAls_SportWithPhone_ReachesTheFigureToBeat()
    {
        var folder = PublicFolder.Of("amazon-sport-phone");
        var data = BenchmarkData.Build(
            PublicFolder.Read(folder, "phone.train"),
            PublicFolder.Read(folder, "sport.train"),
            PublicFolder.Read(folder, "sport.test")
        );
        var settings = new BenchmarkSettings(
            "joint-als",
            Options,
            [],
            SampledCandidates.Default,
            1,
            Environment.ProcessorCount,
            SearchBudget.Default,
            1
        );

        var results = new BenchmarkRun(data, settings, TimeProvider.System, null, TestContext.Current.CancellationToken).Run().Results;

        // Joint implicit ALS of the literature's protocol: HR@10 24.4 %, NDCG@10 15.0 %; popularity 15.2 and 8.1.
        Assert.Equal(3698, results[^1].All.Rows);
        Assert.InRange(results[0].All.HitRate.Mean, 0.145, 0.16);
        Assert.True(results[^1].All.HitRate.Mean > 0.244, $"HR@10 {results[^1].All.HitRate.Mean:P2}");
        Assert.True(results[^1].All.Ndcg.Mean > 0.150, $"NDCG@10 {results[^1].All.Ndcg.Mean:P2}");
        Assert.InRange(results[^1].TwinsRemoved.HitRate.Mean, 0.9 * results[^1].All.HitRate.Mean, results[^1].All.HitRate.Mean);
    }
}
