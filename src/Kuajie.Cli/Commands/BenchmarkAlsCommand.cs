using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training.Speed;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark als</c>: seconds of a sweep of implicit ALS, beside what the machine can do.</summary>
internal sealed class BenchmarkAlsCommand : Verb
{
    private const int MostRank = 1024;
    private static readonly string[] Solvers = [.. Enum.GetNames<FactorSolver>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
    private static readonly TextSource Texts = SpeedVerbTexts.Source;
    private readonly PairsOptions pairs = new();

    private readonly Option<int> rank = new("--rank")
    {
        Description = Texts.Format("RankOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 64,
    };
    private readonly Option<int> iterations = new("--iterations")
    {
        Description = Texts.Format("IterationsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 15,
    };
    private readonly Option<string> solver = new("--solver")
    {
        Description = Texts.Format("SolverOption"),
        HelpName = "cg|cholesky|subspace",
        DefaultValueFactory = _ => Solvers[0],
    };
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = Texts.Format("FactorSeedOption"),
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    public override string Name => "als";

    public override string Description => Texts.Format("AlsDescription");

    public override string Example =>
        "kuajie benchmark als --pairs s.pairs --rank 64 --iterations 15 --threads 2 --solver cg --json als.json";

    public override void Configure(Command command)
    {
        pairs.AddTo(command);
        solver.AcceptOnlyFromAmong(Solvers);
        rank.AtLeast(1);
        iterations.AtLeast(1);
        foreach (var option in new Option[] { rank, iterations, solver, seed })
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var settings = new AlsSpeedSettings(
            context.Value(rank) is <= MostRank and var wanted
                ? wanted
                : throw VerbFaults.OutOfRange("--rank", $"{context.Value(rank)}", $"1 … {MostRank}"),
            context.Value(iterations),
            Enum.Parse<FactorSolver>(context.Value(solver)!, ignoreCase: true),
            pairs.Threads(context),
            context.Value(seed)
        );
        var interactions = pairs.Read(context);
        using var progress = context.Progress(Texts.Format("Sweeping"), Texts.Format("SweepsUnit"), settings.Iterations);
        var report = AlsSpeedRun.Measure(interactions, settings, context.Clock, progress, context.Cancellation);
        return Task.FromResult(new VerbOutcome(report, console => Print(console, report)));
    }

    private static void Print(IAnsiConsole console, AlsSpeedReport report)
    {
        console.MarkupLineInterpolated($"{Texts.Format("PairsLine", report.Users, report.Items, report.Pairs)}");
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(
                Texts.Format("SweepColumn"),
                Texts.Format("SecondsColumn"),
                Texts.Format("CpuSecondsColumn"),
                Texts.Format("LossColumn")
            );
        for (var sweep = 0; sweep < report.Loss.Count; sweep++)
        {
            table.AddRow(
                (sweep + 1).ToString(CultureInfo.InvariantCulture),
                report.SecondsPerIteration[sweep].ToString("0.000", CultureInfo.InvariantCulture),
                report.CpuSecondsPerIteration[sweep].ToString("0.000", CultureInfo.InvariantCulture),
                report.Loss[sweep].ToString("0", CultureInfo.InvariantCulture)
            );
        }
        table.Columns[1].RightAligned();
        table.Columns[2].RightAligned();
        table.Columns[3].RightAligned();
        console.Write(table);
        var line = Texts.Format(
            "AlsLine",
            report.MedianSeconds,
            report.FlopsPerIteration / report.MedianSeconds / 1e9,
            100 * report.FmaPeakShare,
            report.FmaPeakFlopsPerSecond / 1e9,
            report.PeakMemoryBytes / 1e9
        );
        console.MarkupLineInterpolated($"{line}");
    }
}
