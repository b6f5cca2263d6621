using System.CommandLine;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie evaluate</c>: protocol P3 on pair files.</summary>
internal sealed class EvaluateCommand : Verb
{
    private readonly PairFileOptions files = new();
    private readonly SearchOptions search = new();
    private readonly Option<string> split = new("--split") { HelpName = "SPLIT", DefaultValueFactory = _ => "leave-last-out" };
    private readonly Option<double> share = new("--share") { HelpName = "0…1", DefaultValueFactory = _ => 0.2 };
    private readonly Option<int?> negatives = new("--negatives") { HelpName = "N" };
    private readonly Option<string> cutoffs = new("--cutoffs") { HelpName = "K,K,…", DefaultValueFactory = _ => "10,20" };
    private readonly Option<string?> markdown = new("--markdown") { HelpName = "FILE" };

    public override string Name => "evaluate";

    public override string Description => BenchmarkVerbTexts.Evaluate;

    public override string Example =>
        "kuajie evaluate --source music.ratings.tsv --target book.ratings.tsv --split leave-last-out --model auto --compare item-knn,implicit-als";

    public override void Configure(Command command)
    {
        split.Description = BenchmarkVerbTexts.Split;
        split.AcceptOnlyFromAmong([.. SplitSpecification.Names]);
        share.Description = BenchmarkVerbTexts.Share;
        negatives.Description = BenchmarkVerbTexts.NegativesOrFull;
        cutoffs.Description = BenchmarkVerbTexts.Cutoffs;
        markdown.Description = BenchmarkVerbTexts.Markdown;
        files.AddTo(command);
        foreach (var option in new Option[] { split, share, negatives, cutoffs, markdown })
        {
            command.Options.Add(option);
        }
        search.AddTo(command);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var specification = Specification(context);
        var lists = new ListProtocol(Cutoffs(context), Negatives(context), search.Seed(context), specification.HoldsOutItems);
        var settings = new EvaluationSettings(lists, search.Settings(context, SampledCandidates.Default));
        var dataset = BenchmarkData.BuildDataset(files.ReadSource(context), files.ReadTarget(context));
        using var progress = new BenchmarkProgressLines(context);
        var cut = specification.Split(dataset, BenchmarkData.TargetDomain);
        var report = new EvaluationRun(cut, settings, context.Clock, progress, context.Cancellation).Run();
        if (context.Value(markdown) is { } page)
        {
            OutputFile.WriteText(page, EvaluationMarkdown.Section(report));
        }
        return Task.FromResult(new VerbOutcome(EvaluationDocument.Of(report), console => EvaluationTables.Print(console, report)));
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
