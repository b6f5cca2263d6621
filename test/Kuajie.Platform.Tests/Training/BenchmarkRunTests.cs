using System.Text.Json.Nodes;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Tests.Training;

public class BenchmarkRunTests
{
    private static readonly PairTable Source = Table("music", ("u1", "m1"), ("u2", "m1"), ("u3", "m1"), ("u4", "m1"));

    private static readonly PairTable Target = Table("book", ("u1", "a"), ("u1", "b"), ("u2", "a"), ("u2", "b"), ("u3", "a"), ("u4", "c"));

    [Fact]
    public void Run_TinyData_MatchesHandComputedFigures()
    {
        // u4 knows c; b stands against a alone, which three users took against two: rank 1.
        var data = BenchmarkData.Build(Source, Target, Table("test", ("u4", "b"), ("stranger", "a"), ("u4", "unheard-of")));
        var result = Run(data, "popularity").Results.Single();

        Assert.Equal(3, data.TestRowsRead);
        Assert.Single(data.TestRows);
        Assert.Equal(1, result.All.HitRate.Mean, 9);
        Assert.Equal(1 / Math.Log2(3), result.All.Ndcg.Mean, 9);
        Assert.Equal(0.5, result.All.ReciprocalRank.Mean, 9);
        Assert.Equal(1 / Math.Log2(3), result.All.FullNdcg.Mean, 9);
    }

    [Fact]
    public void Run_TwinInSource_IsRemovedBesideTheFigures()
    {
        // b: u1, u2 and the test user; m1: u1, u2, u3, u4: three shared, 3/√12 = 0.87.
        var report = Run(BenchmarkData.Build(Source, Target, Table("test", ("u4", "b"))), "popularity");
        Assert.Equal(1, report.TwinRows);
        Assert.Equal(0, report.Results[0].TwinsRemoved.Rows);
        Assert.Equal(1, report.Results[0].All.Rows);
    }

    [Fact]
    public void Build_UsersOfTheSourceAlone_AreCold()
    {
        var source = Table("music", ("u1", "m1"), ("new", "m1"));
        var data = BenchmarkData.Build(source, Target, Table("test", ("new", "a"), ("new", "b")), Table("valid", ("new", "c")));
        Assert.True(data.AreUsersCold);
        Assert.Equal(2, data.TestRows.Count);
        Assert.Equal(3, data.Excluded.Count);
        // a and b are both held out for the user, so neither is the other's rival.
        var result = Run(data, "popularity").Results[0];
        Assert.Equal(1, result.All.FullNdcg.Mean, 9);
    }

    [Fact]
    public void Build_RepeatedPair_CountsOnce()
    {
        var doubled = Table("book", ("u1", "a"), ("u1", "a"), ("u2", "b"));
        var matrix = BenchmarkData.BuildDataset(Source, doubled).Domains[1].Interactions;
        Assert.Equal([1f, 1f], matrix.Values.ToArray());
    }

    [Fact]
    public void Build_NoRowCounts_SaysWhatToCheck()
    {
        var fault = Assert.Throws<KuajieException>(() => BenchmarkData.Build(Source, Target, Table("test", ("x", "y"))));
        Assert.Equal("no-row-counts", fault.Code);
        Assert.Equal("test.tsv", fault.Where);
    }

    [Theory]
    [InlineData("oracle", null, "unknown-model")]
    [InlineData("joint-als", """{"rank":0,"colour":1}""", "invalid-options")]
    public void Run_WrongModelOrOptions_IsAUsageFault(string model, string? options, string code)
    {
        var data = BenchmarkData.Build(Source, Target, Table("test", ("u4", "b")));
        var fault = Assert.Throws<KuajieException>(() => Run(data, model, options));
        Assert.Equal(code, fault.Code);
        Assert.True(fault.IsUsage);
    }

    [Fact]
    public void Run_AutoOnAnyThreads_GivesTheSameDocument()
    {
        var data = Clustered();
        var documents = new[] { 1, 2 }.Select(threads => WithoutSeconds(BenchmarkDocument.Of(Run(data, "auto", null, threads, 6))));
        var texts = documents.ToArray();
        Assert.Equal(texts[0], texts[1]);
        Assert.Contains("\"gate\"", texts[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Auto_ListsPopularityFirstAndItselfLast()
    {
        var report = Run(Clustered(), "auto", null, 2, 6);
        Assert.Equal(["popularity", "auto"], report.Results.Select(result => result.Name));
        Assert.True(report.Results[1].All.Ndcg.Mean > report.Results[0].All.Ndcg.Mean, "Tastes are clustered; auto must see it.");
        var names = report.Leaderboard.Select(entry => entry.Candidate.Model).ToArray();
        Assert.Equal(6, names.Count(name => name is not ("blend" or "joint-blend")));
        Assert.Equal(["popularity"], report.Results[1].Versus.Keys);
    }

    [Fact]
    public void Run_AutoBesideAKindItDoesNotSearch_FindsTheSame()
    {
        var alone = Run(Clustered(), "auto", null, 2, 8);
        var candidates = new SampledCandidates(20, [1, 2]);
        var settings = new BenchmarkSettings("auto", null, ["user-knn"], candidates, 1, 2, SearchBudget.Default with { Steps = 8 }, 500);
        var beside = new BenchmarkRun(Clustered(), settings, TimeProvider.System, null, CancellationToken.None).Run();
        Assert.Equal(["popularity", "user-knn", "auto"], beside.Results.Select(result => result.Name));
        Assert.Equal(alone.Results[^1].Choice.OptionsJson, beside.Results[^1].Choice.OptionsJson);
        Assert.True(beside.Results[1].Choice.Tried > 0);
    }

    [Fact]
    public void Run_NoTimeAtAll_MeasuresOneCandidateAndServesIt()
    {
        var settings = new BenchmarkSettings(
            "auto",
            null,
            [],
            new SampledCandidates(20, [1]),
            1,
            2,
            new SearchBudget(TimeSpan.FromTicks(1)),
            500
        );
        var report = new BenchmarkRun(Clustered(), settings, TimeProvider.System, null, CancellationToken.None).Run();
        Assert.Equal("popularity", Assert.Single(report.Leaderboard).Candidate.Model);
    }

    [Fact]
    public void PairScores_UnknownUserAndItem_AreDefined()
    {
        var data = BenchmarkData.Build(Source, Target, Table("test", ("u4", "b")));
        var model = Run(data, "popularity").Results[0].Model;
        UserItemPair[] pairs = [new("u1", "a"), new("stranger", "a"), new("u1", "unheard-of"), new("u1", "c")];
        var scores = PairScores.Of(model, data.Dataset, pairs, 2, CancellationToken.None);
        Assert.Equal(scores[0], scores[1]);
        Assert.Equal(scores[3] - 1, scores[2]);
    }

    private static BenchmarkReport Run(BenchmarkData data, string model, string? options = null, int threads = 2, int steps = 100)
    {
        var candidates = new SampledCandidates(20, [1, 2]);
        var settings = new BenchmarkSettings(model, options, [], candidates, 1, threads, SearchBudget.Default with { Steps = steps }, 500);
        return new BenchmarkRun(data, settings, TimeProvider.System, null, CancellationToken.None).Run();
    }

    private static BenchmarkData Clustered()
    {
        // Four groups of users; group g takes items g, g + 4, g + 8, … in both domains.
        var (source, target, test) = (new List<(string, string)>(), new List<(string, string)>(), new List<(string, string)>());
        for (var user = 0; user < 120; user++)
        {
            for (var place = 0; place < 6; place++)
            {
                var item = (4 * (((user / 4) + (place * 2)) % 12)) + (user % 4);
                (place == 0 ? test : target).Add(($"u{user}", $"t{item}"));
                source.Add(($"u{user}", $"s{item}"));
            }
        }
        return BenchmarkData.Build(Table("s", [.. source]), Table("t", [.. target]), Table("test", [.. test]));
    }

    private static PairTable Table(string name, params (string User, string Item)[] rows) =>
        new(name, $"{name}.tsv", [.. rows.Select(row => new UserItemPair(row.User, row.Item))]);

    private static string WithoutSeconds(JsonObject document)
    {
        document["protocol"]!.AsObject().Remove("selectionSeconds");
        document["protocol"]!.AsObject().Remove("threads");
        foreach (var result in document["results"]!.AsArray())
        {
            result!.AsObject().Remove("fitSeconds");
            result.AsObject().Remove("spent");
        }
        foreach (var entry in document["leaderboard"]!.AsArray())
        {
            entry!.AsObject().Remove("trainSeconds");
            entry.AsObject().Remove("scoreSeconds");
        }
        return document.ToJsonString();
    }
}
