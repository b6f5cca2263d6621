using System.CommandLine;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark</c>: protocols P1 and P2 on pair files.</summary>
internal sealed class BenchmarkCommand : Verb
{
    private readonly PairFileOptions files = new();
    private readonly SearchOptions search = new();
    private readonly Option<string> test = new("--test") { HelpName = "FILE", Required = true };
    private readonly Option<string?> valid = new("--valid") { HelpName = "FILE" };
    private readonly Option<string> protocol = new("--protocol") { DefaultValueFactory = _ => "sampled" };
    private readonly Option<int> negatives = new("--negatives") { HelpName = "N", DefaultValueFactory = _ => 999 };
    private readonly Option<string> seeds = new("--seeds") { HelpName = "S,S,…", DefaultValueFactory = _ => "2022,2023,2024" };
    private readonly Option<string?> scorePairs = new("--score-pairs") { HelpName = "FILE" };
    private readonly Option<string?> scoresOut = new("--scores-out") { HelpName = "FILE" };
    private readonly Option<string?> markdown = new("--markdown") { HelpName = "FILE" };

    public override string Name => "benchmark";

    public override string Description => BenchmarkVerbTexts.Benchmark;

    public override string Example =>
        """
            kuajie benchmark --source sport.train.tsv --target phone.train.tsv --test phone.test.tsv --model auto --json result.json
            kuajie benchmark --source video.train.tsv --target game.train.tsv --test game.test.tsv --valid game.valid.tsv --model joint-als --compare implicit-als
            """;

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [
        new BenchmarkGenerateCommand(),
        new BenchmarkAlsCommand(),
        new BenchmarkItemKnnCommand(),
        new BenchmarkMachineCommand(),
        new BenchmarkRecommendCommand(),
    ];

    public override void Configure(Command command)
    {
        test.Description = BenchmarkVerbTexts.Test;
        valid.Description = BenchmarkVerbTexts.Valid;
        protocol.Description = BenchmarkVerbTexts.Protocol;
        protocol.AcceptOnlyFromAmong("sampled");
        negatives.Description = BenchmarkVerbTexts.Negatives;
        seeds.Description = BenchmarkVerbTexts.Seeds;
        scorePairs.Description = BenchmarkVerbTexts.ScorePairs;
        scoresOut.Description = BenchmarkVerbTexts.ScoresOut;
        markdown.Description = BenchmarkVerbTexts.Markdown;
        files.AddTo(command);
        foreach (var option in new Option[] { test, valid, protocol, negatives, seeds, scorePairs, scoresOut, markdown })
        {
            command.Options.Add(option);
        }
        search.AddTo(command);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var settings = Settings(context);
        ThrowIfScoresUnpaired(context);
        var pairs = context.Value(scorePairs) is { } pairFile ? PairFile.Read(pairFile) : null;
        var data = BenchmarkData.Build(
            files.ReadSource(context),
            files.ReadTarget(context),
            PairFile.Read(context.Value(test)!),
            context.Value(valid) is { } validFile ? PairFile.Read(validFile) : null
        );
        using var progress = new BenchmarkProgressLines(context);
        var report = new BenchmarkRun(data, settings, context.Clock, progress, context.Cancellation).Run();
        if (pairs is not null)
        {
            var scores = PairScores.Of(report.Results[^1].Model, data.Dataset, pairs.Rows, settings.Threads, context.Cancellation);
            var scoresFile = context.Value(scoresOut)!;
            OutputFile.Write(scoresFile, () => PairFile.WriteScores(scoresFile, scores));
        }
        if (context.Value(markdown) is { } page)
        {
            OutputFile.WriteText(page, BenchmarkMarkdown.Section(report));
        }
        return Task.FromResult(new VerbOutcome(BenchmarkDocument.Of(report), console => BenchmarkTables.Print(console, report)));
    }

    private BenchmarkSettings Settings(VerbContext context) =>
        search.Settings(context, new SampledCandidates(PositiveNegatives(context), Seeds(context)));

    private int PositiveNegatives(VerbContext context) =>
        context.Value(negatives) is > 0 and var count
            ? count
            : throw VerbFaults.OutOfRange("--negatives", $"{context.Value(negatives)}", "1, 2, 3, …");

    private ulong[] Seeds(VerbContext context)
    {
        var texts = context.Value(seeds)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var numbers = texts.Select(text => ulong.TryParse(text, out var seed) ? seed : (ulong?)null).ToArray();
        return numbers.Length > 0 && numbers.All(number => number is not null)
            ? [.. numbers.Select(number => number!.Value)]
            : throw VerbFaults.OutOfRange("--seeds", context.Value(seeds)!, "2022,2023,2024");
    }

    private void ThrowIfScoresUnpaired(VerbContext context)
    {
        if (context.Value(scorePairs) is null != context.Value(scoresOut) is null)
        {
            throw new KuajieException(
                "scores-unpaired",
                BenchmarkVerbTexts.ScoresUnpaired,
                BenchmarkVerbTexts.ScoresUnpairedExpected,
                BenchmarkVerbTexts.ScoresUnpairedCure,
                isUsage: true
            );
        }
    }
}
