using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Storage.Tests.PublicData;

/// <summary>
/// One quality row for every kind of model at small size: two fifths of the users of a public pair, each test item ranked among all items. Floors lie a tenth below what was
/// measured when the row was written. Skipped without the data.
/// </summary>
public sealed class PublicModelRowTests(PublicModelRowTests.SmallPair pair) : IClassFixture<PublicModelRowTests.SmallPair>
{
    /// <summary>Kinds that this data says nothing to, and where their rows are: texts, ratings, and what is made of other models.</summary>
    private static readonly string[] Elsewhere = ["content", "content-bridge", "explicit-factorization"];

    /// <summary>Kind, options, floor of NDCG@10 in per mille.</summary>
    public static TheoryData<string, string, double> Rows =>
        new()
        {
            { "popularity", "{}", 12.3 },
            { "item-knn", "{}", 20.7 },
            { "user-knn", "{}", 24.3 },
            { "graph-walk", "{}", 25.0 },
            { "sequence-knn", "{}", 24.1 },
            { "item-transition", "{}", 21.7 },
            { "bridge-similarity", "{}", 23.0 },
            { "joint-graph-walk", "{}", 28.7 },
            { "implicit-als", Factors, 22.7 },
            { "joint-als", Factors, 24.0 },
            { "ease", """{"form": "sparse"}""", 24.3 },
            { "joint-ease", """{"form": "sparse"}""", 27.0 },
            { "embedding-mapping", Factors, 25.0 },
            { "bpr", """{"rank": 32, "epochs": 30}""", 21.6 },
            { "joint-bpr", """{"rank": 32, "epochs": 30}""", 23.5 },
            { "blend", """{"parts": [{"model": "item-knn"}, {"model": "graph-walk"}]}""", 24.9 },
            { "joint-blend", """{"parts": [{"model": "bridge-similarity"}, {"model": "joint-graph-walk"}]}""", 28.7 },
        };

    private const string Factors = """{"rank": 32, "regularization": 0.03, "unobservedWeight": 0.01}""";

    [Theory]
    [MemberData(nameof(Rows))]
    public void Kind_OnASmallPublicPair_ReachesItsFloor(string kind, string options, double floor)
    {
        var run = new TrainingRun(Threads: Environment.ProcessorCount, Cancellation: TestContext.Current.CancellationToken);
        var model = ModelCatalog.Find(kind)!.CreateTrainer(options).Train(pair.Data.Dataset, BenchmarkData.TargetDomain, run);

        var found = 1000 * Ndcg(model);

        Assert.True(found >= floor, FormattableString.Invariant($"{kind}: NDCG@10 {found:0.0} per mille; expected at least {floor}."));
    }

    [Fact]
    public void Rows_EveryKindOfTheCatalog_HasOne() =>
        Assert.Equal(
            ModelCatalog.Kinds.Select(kind => kind.Name).Except(Elsewhere).Order(StringComparer.Ordinal),
            Rows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal)
        );

    private double Ndcg(IModel model)
    {
        var sum = 0.0;
        var scores = new float[pair.Data.Dataset.Domains[BenchmarkData.TargetDomain].Items.Count];
        foreach (var row in pair.Data.TestRows)
        {
            var history = pair.Data.Dataset.HistoryOf(row.User);
            model.Score(history, scores);
            var own = scores[row.Item];
            foreach (var item in history[BenchmarkData.TargetDomain].Items.Span)
            {
                scores[item] = float.NegativeInfinity;
            }
            // Equals count half, so that a model that scores all alike gains nothing by the order of items.
            var rank = 1 + scores.Count(score => score > own) + ((scores.Count(score => score == own) - 1) / 2.0);
            sum += rank <= 10 ? 1 / Math.Log2(rank + 1) : 0;
        }
        return sum / pair.Data.TestRows.Count;
    }

    /// <summary>Two fifths of sport–phone, read once.</summary>
    public sealed class SmallPair
    {
        private readonly Lazy<BenchmarkData> data = new(() =>
        {
            var folder = PublicFolder.Of("amazon-sport-phone");
            return BenchmarkData.Build(Read(folder, "phone.train"), Read(folder, "sport.train"), Read(folder, "sport.test"));
        });

        public BenchmarkData Data => data.Value;

        private static PairTable Read(string folder, string name)
        {
            var whole = PublicFolder.Read(folder, name);
            return whole with { Rows = [.. whole.Rows.Where(row => row.User[^1] is '0' or '3' or '6' or '9')] };
        }
    }
}
