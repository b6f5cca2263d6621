using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training.Speed;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark machine</c>: the machine's ceilings and each dense kernel's share of them.</summary>
internal sealed class BenchmarkMachineCommand : Verb
{
    private const int LeastOrder = 64;
    private const int MostOrder = 20_000;
    private static readonly TextSource Texts = MachineVerbTexts.Source;

    private readonly Option<int> threads = new("--threads")
    {
        Description = Texts.Format("MachineThreadsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private readonly Option<int> order = new("--order")
    {
        Description = Texts.Format("OrderOption"),
        HelpName = "N",
        DefaultValueFactory = _ => 4096,
    };

    public override string Name => "machine";

    public override string Description => Texts.Format("MachineDescription");

    public override string Example => "kuajie benchmark machine --json machine.json";

    public override void Configure(Command command)
    {
        threads.AtLeast(1);
        order.AtLeast(LeastOrder);
        command.Options.Add(threads);
        command.Options.Add(order);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var spdOrder = context.Value(order);
        if (spdOrder > MostOrder)
        {
            throw VerbFaults.OutOfRange("--order", $"{spdOrder}", $"{LeastOrder} … {MostOrder}");
        }
        var steps = MachineSpeedRun.StepsFor(context.Value(threads));
        using var progress = context.Progress(Texts.Format("Measuring"), Texts.Format("KernelsUnit"), steps);
        var run = new MachineSpeedRun(
            new MachineSpeedSettings(context.Value(threads), spdOrder),
            context.Clock,
            progress,
            context.Cancellation
        );
        var report = run.Measure();
        return Task.FromResult(new VerbOutcome(report, console => Print(console, report)));
    }

    private static void Print(IAnsiConsole console, MachineSpeedReport report)
    {
        foreach (var ceiling in report.Ceilings)
        {
            var line = Texts.Format(
                "CeilingLine",
                ceiling.Threads,
                ceiling.FmaFlopsPerSecond / 1e9,
                report.VectorBits,
                ceiling.CopyBytesPerSecond / 1e9
            );
            console.MarkupLineInterpolated($"{line}");
        }
        var table = new Table().Border(TableBorder.Minimal);
        foreach (
            var column in new[]
            {
                "KernelColumn",
                "ShapeColumn",
                "ThreadsColumn",
                "MillisecondsColumn",
                "RateColumn",
                "ShareColumn",
                "FloorColumn",
            }
        )
        {
            table.AddColumn(
                Texts.Format(column),
                added => added.Alignment = column is "KernelColumn" or "ShapeColumn" ? Justify.Left : Justify.Right
            );
        }
        foreach (var kernel in report.Kernels)
        {
            table.AddRow(
                kernel.Kernel,
                kernel.Shape,
                kernel.Threads.ToString(CultureInfo.InvariantCulture),
                (kernel.Seconds * 1e3).ToString("0.0", CultureInfo.InvariantCulture),
                (kernel.FlopsPerSecond / 1e9).ToString("0.0", CultureInfo.InvariantCulture),
                $"{BenchmarkTables.Percent(kernel.FmaPeakShare)} %",
                kernel.Floor is { } floor ? $"{BenchmarkTables.Percent(floor)} %" : ""
            );
        }
        console.Write(table);
    }
}
