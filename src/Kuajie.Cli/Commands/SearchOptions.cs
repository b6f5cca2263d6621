using System.CommandLine;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Commands;

/// <summary>The options that say which models to choose among and how.</summary>
internal sealed class SearchOptions
{
    private readonly Option<string> model = new("--model") { HelpName = "MODEL", DefaultValueFactory = _ => "auto" };
    private readonly Option<string?> options = new("--options") { HelpName = "JSON" };
    private readonly Option<string> compare = new("--compare") { HelpName = "MODEL,…", DefaultValueFactory = _ => "" };
    private readonly BudgetOptions budget = new();
    private readonly Option<int> validationRows = new("--validation-rows")
    {
        HelpName = "N",
        DefaultValueFactory = _ => ValidationSet.DefaultMostRows,
    };
    private readonly Option<ulong> seed = new("--seed") { HelpName = "S", DefaultValueFactory = _ => 1 };
    private readonly Option<int> threads = new("--threads") { HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    public void AddTo(Command command)
    {
        model.Description = BenchmarkVerbTexts.Model;
        options.Description = BenchmarkVerbTexts.Options;
        compare.Description = BenchmarkVerbTexts.Compare;
        validationRows.Description = BenchmarkVerbTexts.ValidationRows;
        seed.Description = BenchmarkVerbTexts.Seed;
        threads.Description = BenchmarkVerbTexts.Threads;
        foreach (var option in new Option[] { model, options, compare, validationRows, seed, threads })
        {
            command.Options.Add(option);
        }
        budget.AddTo(command);
    }

    public ulong Seed(VerbContext context) => context.Value(seed);

    public BenchmarkSettings Settings(VerbContext context, SampledCandidates candidates) =>
        new(
            context.Value(model)!,
            context.Value(options),
            context.Value(compare)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            candidates,
            context.Value(seed),
            Positive(context, threads),
            budget.Value(context),
            Positive(context, validationRows)
        );

    private static int Positive(VerbContext context, Option<int> option) =>
        context.Value(option) is > 0 and var value
            ? value
            : throw VerbFaults.OutOfRange(option.Name, $"{context.Value(option)}", "1, 2, 3, …");
}
