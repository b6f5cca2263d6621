using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Commands;

/// <summary>The options that say how long selection may search.</summary>
internal sealed class BudgetOptions
{
    private readonly Option<double> budget = new("--budget")
    {
        HelpName = "SECONDS",
        DefaultValueFactory = _ => SearchBudget.Default.Time.TotalSeconds,
    };
    private readonly Option<int?> steps = new("--steps") { HelpName = "N" };

    public IReadOnlyList<Option> All => [budget, steps];

    public void AddTo(Command command)
    {
        budget.Description = BenchmarkVerbTexts.Budget;
        steps.Description = BenchmarkVerbTexts.Steps;
        command.Options.Add(budget);
        command.Options.Add(steps);
    }

    public SearchBudget Value(VerbContext context)
    {
        if (context.Value(steps) is { } count && count < 1)
        {
            throw VerbFaults.OutOfRange("--steps", $"{count}", "1, 2, 3, …");
        }
        return context.Value(budget) is >= 0.1 and <= 1e7 and var seconds
            ? new SearchBudget(TimeSpan.FromSeconds(seconds), context.Value(steps))
            : throw VerbFaults.OutOfRange("--budget", FormattableString.Invariant($"{context.Value(budget)}"), "0.1 … 10000000");
    }
}
