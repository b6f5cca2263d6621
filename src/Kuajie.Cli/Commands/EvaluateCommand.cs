using System.CommandLine;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie evaluate</c>: protocol P3 on pair files or on domains of the workspace.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly Option<string?> source = new("--source") { HelpName = "FILE|DOMAIN" };
    private readonly Option<string> target = new("--target") { HelpName = "FILE|DOMAIN", Required = true };
    private readonly SearchOptions search = new();
    private readonly Option<string> split = new("--split") { HelpName = "SPLIT", DefaultValueFactory = _ => "leave-last-out" };
    private readonly Option<double> share = new("--share") { HelpName = "0…1", DefaultValueFactory = _ => 0.2 };
    private readonly Option<int?> negatives = new("--negatives") { HelpName = "N" };
    private readonly Option<string> cutoffs = new("--cutoffs") { HelpName = "K,K,…", DefaultValueFactory = _ => "10,20" };
    private readonly Option<TwinUse> twins = new("--twins") { HelpName = "keep|exclude", DefaultValueFactory = _ => TwinUse.Keep };
    private readonly Option<string?> diversity = new("--diversity") { HelpName = "METHOD:S" };
    private readonly Option<bool> ratings = new("--ratings");
    private readonly VectorOptions vectors = new();
    private readonly Option<string?> markdown = new("--markdown") { HelpName = "FILE" };

    public override string Name => "evaluate";

    public override string Description => BenchmarkVerbTexts.Evaluate;

    public override string Example =>
        "kuajie evaluate --source knowledge --target sports --compare joint-als\n"
        + "kuajie evaluate --source knowledge --target sports --model joint-als --options '{}' --diversity calibrated:0.5\n"
        + "kuajie evaluate --source music.ratings.tsv --target book.ratings.tsv --split leave-last-out --model auto --compare item-knn,implicit-als\n"
        + "kuajie evaluate --source music.ratings.tsv --target book.ratings.tsv --split ratio-per-user --ratings --model explicit-factorization";

    public override void Configure(Command command)
    {
        split.Description = BenchmarkVerbTexts.Split;
        split.AcceptOnlyFromAmong([.. SplitSpecification.Names]);
        share.Description = BenchmarkVerbTexts.Share;
        negatives.Description = BenchmarkVerbTexts.NegativesOrFull;
        cutoffs.Description = BenchmarkVerbTexts.Cutoffs;
        ratings.Description = BenchmarkVerbTexts.Ratings;
        markdown.Description = BenchmarkVerbTexts.Markdown;
        diversity.Description = RecommendTexts.DiversityEvaluated;
        source.Description = BenchmarkVerbTexts.SourceOrDomain;
        target.Description = BenchmarkVerbTexts.TargetOrDomain;
        command.Options.Add(source);
        command.Options.Add(target);
        foreach (var option in new Option[] { split, share, negatives, cutoffs, ratings, diversity, markdown })
        {
            command.Options.Add(option);
        }
        twins.Description = TwinsTexts.UseOption;
        command.Options.Add(twins);
        vectors.AddTo(command);
        search.AddTo(command);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var specification = Specification(context);
        var lists = new ListProtocol(Cutoffs(context), Negatives(context), search.Seed(context), specification.HoldsOutItems);
        var reranking = RankingText.Diversity(context.Value(diversity));
        var (dataset, categories) = Dataset(context);
        var settings = new EvaluationSettings(lists, search.Settings(context, SampledCandidates.Default), reranking, categories);
        using var progress = new BenchmarkProgressLines(context);
        var cut = specification.Split(dataset, dataset.Domains.Count - 1);
        var report = new EvaluationRun(cut, settings, context.Clock, progress, context.Cancellation).Run();
        if (context.Value(markdown) is { } page)
        {
            OutputFile.WriteText(page, EvaluationMarkdown.Section(report));
        }
        return Task.FromResult(new VerbOutcome(EvaluationDocument.Of(report), console => EvaluationTables.Print(console, report)));
    }

    /// <summary>A name with a dot or a separator, or of a file that exists, is a file; anything else is a domain of the workspace.</summary>
    private (InteractionDataset Dataset, ItemCategories? Categories) Dataset(VerbContext context)
    {
        var (from, to) = (context.Value(source), context.Value(target)!);
        if (!DatasetFiles.IsFile(to))
        {
            using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
            var data = new TrainingData { Domains = from is null ? [to] : [from, to], Twins = context.Value(twins) };
            var dataset = new TrainingWorkflow(workspace, context.Clock).BuildDataset(
                data,
                null,
                context.Cancellation,
                vectors.Read(context, from, to)
            );
            return (dataset, ItemTopics.OfDomain(workspace.Catalog, to, dataset.Domains[^1].Items));
        }
        var read = DatasetFiles.Read(from, to, context.Value(ratings));
        return (context.Value(twins) == TwinUse.Exclude ? DatasetBuilding.WithoutTwins(read, context.Cancellation) : read, null);
    }

    private SplitSpecification Specification(VerbContext context) =>
        context.Value(share) is > 0 and < 1
            ? new SplitSpecification(context.Value(split)!, context.Value(share), search.Seed(context))
            : throw VerbFaults.OutOfRange("--share", $"{context.Value(share)}", "0.2");

    private int? Negatives(VerbContext context) =>
        context.Value(negatives) is <= 0 and var wrong
            ? throw VerbFaults.OutOfRange("--negatives", $"{wrong}", "1, 2, 3, …")
            : context.Value(negatives);

    private int[] Cutoffs(VerbContext context)
    {
        var texts = context.Value(cutoffs)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] lengths = [.. texts.Select(text => int.TryParse(text, out var length) ? length : 0).Distinct().Order()];
        return lengths.Length > 0 && lengths[0] > 0 ? lengths : throw VerbFaults.OutOfRange("--cutoffs", context.Value(cutoffs)!, "10,20");
    }
}
