using System.Text.Json.Nodes;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>A benchmark report as the JSON document of the protocol. All metrics are fractions 0 … 1.</summary>
public static class BenchmarkDocument
{
    /// <summary>The document.</summary>
    public static JsonObject Of(BenchmarkReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new JsonObject
        {
            ["protocol"] = Protocol(report),
            ["data"] = Data(report),
            ["results"] = new JsonArray([.. report.Results.Select(Result)]),
            ["leaderboard"] = new JsonArray([.. report.Leaderboard.Select(Entry)]),
        };
    }

    private static JsonObject Protocol(BenchmarkReport report) =>
        new()
        {
            ["name"] = "sampled",
            ["negatives"] = report.Settings.Candidates.Negatives,
            ["seeds"] = new JsonArray([.. report.Settings.Candidates.Seeds.Select(seed => JsonValue.Create(seed))]),
            ["users"] = report.Data.AreUsersCold ? "cold" : "warm",
            ["cutoff"] = RowMetrics.Cutoff,
            ["fullRankingRecallCutoff"] = RowMetrics.RecallCutoff,
            ["ties"] = "half",
            ["metricUnit"] = "fraction",
            ["seed"] = report.Settings.Seed,
            ["threads"] = report.Settings.Threads,
            ["validation"] = report.ValidationSource,
            ["validationRows"] = report.ValidationRows,
            ["candidatesTried"] = report.Leaderboard.Count,
            ["selectionSeconds"] = Round(report.SelectionSeconds),
            ["bootstrapResamples"] = Bootstrap.DefaultResamples,
        };

    private static JsonObject Data(BenchmarkReport report)
    {
        var dataset = report.Data.Dataset;
        return new JsonObject
        {
            ["source"] = Side(dataset.Domains[BenchmarkData.SourceDomain]),
            ["target"] = Side(dataset.Domains[BenchmarkData.TargetDomain]),
            ["people"] = dataset.UserCount,
            ["testRowsRead"] = report.Data.TestRowsRead,
            ["testRows"] = report.Data.TestRows.Count,
            ["testRowsWithTwin"] = report.TwinRows,
        };
    }

    internal static JsonObject Side(DomainInteractions side) =>
        new()
        {
            ["domain"] = side.Domain,
            ["users"] = side.Users.Count,
            ["items"] = side.Items.Count,
            ["interactions"] = side.Interactions.EntryCount,
        };

    private static JsonObject Result(BenchmarkResult result)
    {
        var row = new JsonObject { ["model"] = result.Name };
        AddFigures(row, result.All);
        row["fitSeconds"] = Round(result.FitSeconds);
        if (result.Choice.Spending is { } spending)
        {
            row["spent"] = Spent(spending with { RefitSeconds = result.FitSeconds });
        }
        row["chosen"] = Choice(result.Choice);
        row["twinsRemoved"] = Figures(result.TwinsRemoved);
        row["fullRanking"] = FullRanking(result.All);
        row["segments"] = new JsonArray([.. result.Segments.Select(Segment)]);
        row["versus"] = Versus(result.Versus);
        return row;
    }

    internal static JsonObject Spent(SearchSpending spending) =>
        new()
        {
            ["budgetSeconds"] = spending.BudgetSeconds,
            ["searchSeconds"] = Round(spending.SearchSeconds),
            ["blendSeconds"] = Round(spending.BlendSeconds),
            ["refitSeconds"] = Round(spending.RefitSeconds),
            ["candidatesContinued"] = spending.Continued,
            ["candidatesGivenUp"] = spending.GivenUp,
        };

    private static JsonObject Segment((string Segment, BenchmarkFigures Figures) segment)
    {
        var figures = Figures(segment.Figures);
        figures.Insert(0, "segment", segment.Segment);
        figures["fullRanking"] = FullRanking(segment.Figures);
        return figures;
    }

    private static JsonObject Figures(BenchmarkFigures figures)
    {
        var row = new JsonObject();
        AddFigures(row, figures);
        return row;
    }

    private static void AddFigures(JsonObject row, BenchmarkFigures figures)
    {
        row["rows"] = figures.Rows;
        row["hr@10"] = Round(figures.HitRate.Mean);
        row["ndcg@10"] = Round(figures.Ndcg.Mean);
        row["mrr"] = Round(figures.ReciprocalRank.Mean);
        row["ci95"] = new JsonObject
        {
            ["hr@10"] = Interval(figures.HitRate),
            ["ndcg@10"] = Interval(figures.Ndcg),
            ["mrr"] = Interval(figures.ReciprocalRank),
        };
    }

    private static JsonObject FullRanking(BenchmarkFigures figures) =>
        new()
        {
            ["hr@10"] = Round(figures.FullHitRate.Mean),
            ["ndcg@10"] = Round(figures.FullNdcg.Mean),
            ["recall@20"] = Round(figures.FullRecall.Mean),
            ["ci95"] = new JsonObject
            {
                ["hr@10"] = Interval(figures.FullHitRate),
                ["ndcg@10"] = Interval(figures.FullNdcg),
                ["recall@20"] = Interval(figures.FullRecall),
            },
        };

    private static JsonObject Versus(IReadOnlyDictionary<string, BenchmarkComparison> comparisons)
    {
        var versus = new JsonObject();
        foreach (var (name, comparison) in comparisons)
        {
            versus[name] = new JsonObject { ["hr@10"] = Paired(comparison.HitRate), ["ndcg@10"] = Paired(comparison.Ndcg) };
        }
        return versus;
    }

    internal static JsonObject Paired(PairedComparison comparison) =>
        new()
        {
            ["difference"] = Round(comparison.Difference),
            ["ci95"] = new JsonArray(Round(comparison.Low), Round(comparison.High)),
            ["probabilityBetter"] = Round(comparison.ProbabilityBetter),
        };

    internal static JsonObject Choice(ModelChoice choice)
    {
        var chosen = new JsonObject { ["model"] = choice.Model };
        if (choice is { Single: { } single, Cross: { } cross, Gate: { } gate })
        {
            chosen["single"] = Choice(single);
            chosen["cross"] = Choice(cross);
            if (choice.Cold is { } cold)
            {
                chosen["cold"] = Choice(cold);
            }
            chosen["gate"] = new JsonArray([.. gate.Decisions.Select(Decision)]);
        }
        else
        {
            chosen["options"] = JsonNode.Parse(choice.OptionsJson);
        }
        chosen["validationNdcg@10"] = choice.ValidationNdcg is { } ndcg ? Round(ndcg) : null;
        chosen["candidatesTried"] = choice.Tried;
        return chosen;
    }

    private static JsonObject Decision(GateDecision decision) =>
        new()
        {
            ["segment"] = decision.Segment.Name,
            ["serves"] = decision.ServesCrossDomain ? "cross" : "single",
            ["evidence"] = decision.Evidence,
            ["rows"] = decision.Rows,
            ["singleNdcg@10"] = Round(decision.SingleNdcg),
            ["crossNdcg@10"] = Round(decision.CrossNdcg),
        };

    internal static JsonObject Entry(LeaderboardEntry entry) =>
        new()
        {
            ["model"] = entry.Candidate.Model,
            ["options"] = JsonNode.Parse(ModelPlan.OptionsOf(entry.Candidate.Trainer)),
            ["ndcg@10"] = Round(entry.Ndcg),
            ["hr@10"] = Round(entry.HitRate),
            ["trainSeconds"] = Round(entry.TrainSeconds),
            ["scoreSeconds"] = Round(entry.ScoreSeconds),
            ["continued"] = entry.IsContinued,
            ["givenUp"] = entry.IsGivenUp,
        };

    internal static JsonArray Interval(MetricInterval interval) => new(Round(interval.Low), Round(interval.High));

    internal static double Round(double value) => Math.Round(value, 6);
}
