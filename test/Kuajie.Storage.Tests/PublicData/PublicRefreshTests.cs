using System.Diagnostics;
using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Storage.Tests.PublicData;

/// <summary>
/// Refreshing against training anew on a public pair: a model of nine tenths of both sides' rows (every tenth left out, with them some items and users) is
/// carried on to all rows and measured by protocol P1 beside a model trained on all rows. Skipped without the data.
/// </summary>
public sealed class PublicRefreshTests
{
    [Fact]
    public void Refresh_LastTenthOfRows_IsAsGoodAsTrainingAnew()
    {
        var folder = PublicFolder.Of("amazon-sport-phone");
        var (phone, sport) = (PublicFolder.Read(folder, "phone.train"), PublicFolder.Read(folder, "sport.train"));
        var data = BenchmarkData.Build(phone, sport, PublicFolder.Read(folder, "sport.test"));
        var older = BenchmarkData.BuildDataset(NineTenths(phone), NineTenths(sport));
        var trainer = new JointAlsTrainer(
            new JointAlsOptions
            {
                Regularization = 0.03,
                UnobservedWeight = 0.01,
                OtherDomainWeight = 0.3,
            }
        );
        var run = new TrainingRun(Threads: Environment.ProcessorCount, Cancellation: TestContext.Current.CancellationToken);
        var former = trainer.Train(older, 1, run);
        ReadOnlyMemory<int>[] formerItems =
        [
            .. data.Dataset.Domains.Select(
                (domain, index) => (ReadOnlyMemory<int>)domain.Items.Ids.Select(older.Domains[index].Items.IndexOf).ToArray()
            ),
        ];

        var (refreshed, refreshSeconds) = Timed(() => trainer.Refresh(former, formerItems, data.Dataset, 1, run));
        var (anew, fullSeconds) = Timed(() => trainer.Train(data.Dataset, 1, run));

        var ranker = new RowRanker(data.Dataset, 1, data.TestRows, SampledCandidates.Default);
        var (found, full) = (RowMetrics.Of(ranker.Rank(refreshed, run)), RowMetrics.Of(ranker.Rank(anew, run)));
        TestContext.Current.SendDiagnosticMessage(
            $"NDCG@10 {found.Ndcg.Average():P2} refreshed, {full.Ndcg.Average():P2} anew; HR@10 {found.HitRate.Average():P2}, {full.HitRate.Average():P2}; "
                + $"{refreshSeconds:F2} s beside {fullSeconds:F2} s."
        );
        Assert.True(
            found.Ndcg.Average() > 0.99 * full.Ndcg.Average(),
            $"NDCG@10 {found.Ndcg.Average():P2}, anew {full.Ndcg.Average():P2}."
        );
        Assert.True(found.HitRate.Average() > 0.99 * full.HitRate.Average());
    }

    private static PairTable NineTenths(PairTable table) => table with { Rows = [.. table.Rows.Where((_, row) => row % 10 != 3)] };

    /// <summary>The result, and processor seconds, which other programs on the machine disturb less than wall time.</summary>
    private static (IModel Model, double Seconds) Timed(Func<IModel> work)
    {
        var started = Process.GetCurrentProcess().TotalProcessorTime;
        var model = work();
        return (model, (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds);
    }
}
