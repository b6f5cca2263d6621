using System.CommandLine;
using Kuajie.Algorithms.Models.ItemKnn;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training.Speed;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark item-knn</c>: seconds to find every item's nearest items.</summary>
internal sealed class BenchmarkItemKnnCommand : Verb
{
    private const int MostNeighbors = 10_000;
    private static readonly TextSource Texts = NeighborSpeedTexts.Source;
    private readonly PairsOptions pairs = new();

    private readonly Option<ItemKnnSimilarity> similarity = new("--similarity")
    {
        Description = Texts.Format("SimilarityOption"),
        HelpName = "cosine|jaccard|conditionalProbability|bm25",
        DefaultValueFactory = _ => ItemKnnSimilarity.Cosine,
    };
    private readonly Option<int> neighbors = new("--neighbors")
    {
        Description = Texts.Format("NeighborsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 100,
    };
    private readonly Option<int> runs = new("--runs")
    {
        Description = Texts.Format("RunsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    public override string Name => "item-knn";

    public override string Description => Texts.Format("ItemKnnDescription");

    public override string Example =>
        "kuajie benchmark item-knn --pairs s.pairs --similarity cosine --neighbors 100 --threads 2 --json item-knn.json";

    public override void Configure(Command command)
    {
        pairs.AddTo(command);
        neighbors.AtLeast(1);
        runs.AtLeast(1);
        foreach (var option in new Option[] { similarity, neighbors, runs })
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var settings = new ItemKnnSpeedSettings(
            context.Value(similarity),
            context.Value(neighbors) is <= MostNeighbors and var wanted
                ? wanted
                : throw VerbFaults.OutOfRange("--neighbors", $"{context.Value(neighbors)}", $"1 … {MostNeighbors}"),
            pairs.Threads(context),
            context.Value(runs)
        );
        var interactions = pairs.Read(context);
        using var progress = context.Progress(Texts.Format("Searching"), Texts.Format("RunsUnit"), settings.Runs);
        var report = ItemKnnSpeedRun.Measure(interactions, settings, context.Clock, progress, context.Cancellation);
        return Task.FromResult(new VerbOutcome(report, console => Print(console, report)));
    }

    private static void Print(IAnsiConsole console, ItemKnnSpeedReport report)
    {
        console.Line(Texts.Format("PairsLine", report.Users, report.Items, report.Pairs));
        console.Line(
            Texts.Format(
                "ItemKnnLine",
                report.Seconds,
                report.SecondsPerRun.Min(),
                report.SecondsPerRun.Max(),
                report.SecondsPerRun.Count,
                report.NeighborCount,
                report.PeakMemoryBytes / 1e9
            )
        );
    }
}
