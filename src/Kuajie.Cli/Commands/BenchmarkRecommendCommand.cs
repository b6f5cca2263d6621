using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training.Speed;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark recommend</c>: users per second when all are recommended to at once.</summary>
internal sealed class BenchmarkRecommendCommand : Verb
{
    private const int MostRank = 1024;
    private const int MostTop = 1000;
    private static readonly TextSource Texts = MachineVerbTexts.Source;
    private readonly PairsOptions pairs = new();
    private readonly Option<int> rank = Number("--rank", "RankOption", 64);
    private readonly Option<int> top = Number("--top", "TopOption", 10);
    private readonly Option<int> sweeps = Number("--sweeps", "SweepsOption", 3);
    private readonly Option<int> passes = Number("--passes", "PassesOption", 5);
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = Texts.Format("SeedOption"),
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    public override string Name => "recommend";

    public override string Description => Texts.Format("RecommendDescription");

    public override string Example => "kuajie benchmark recommend --pairs s.pairs --rank 64 --top 10 --threads 2 --json recommend.json";

    public override void Configure(Command command)
    {
        pairs.AddTo(command);
        foreach (var option in new[] { rank, top, sweeps, passes })
        {
            option.AtLeast(1);
            command.Options.Add(option);
        }
        command.Options.Add(seed);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var settings = new RecommendSpeedSettings(
            AtMost(context, rank, MostRank),
            AtMost(context, top, MostTop),
            pairs.Threads(context),
            AtMost(context, sweeps, 1000),
            AtMost(context, passes, 1000),
            context.Value(seed)
        );
        var interactions = pairs.Read(context);
        using var progress = context.Progress(Texts.Format("Running"), Texts.Format("StepsUnit"), settings.Sweeps + settings.Passes);
        var report = RecommendSpeedRun.Measure(interactions, settings, context.Clock, progress, context.Cancellation);
        return Task.FromResult(new VerbOutcome(report, console => Print(console, report)));
    }

    private static void Print(IAnsiConsole console, RecommendSpeedReport report)
    {
        var settings = report.Settings;
        string[] lines =
        [
            Texts.Format("PairsLine", report.Users, report.Items, report.Pairs, settings.Rank, report.TrainingSeconds),
            Texts.Format("UsersLine", report.UsersPerSecond, settings.Passes, settings.Top, settings.Threads),
            Texts.Format(
                "WorkLine",
                100 * report.ScoredShare,
                report.FmaPeakShare * report.FmaPeakFlopsPerSecond / 1e9,
                100 * report.FmaPeakShare,
                report.FmaPeakFlopsPerSecond / 1e9
            ),
            Texts.Format("VerifiedLine", report.VerifiedUsers, report.PeakMemoryBytes / 1e9),
        ];
        foreach (var line in lines)
        {
            console.MarkupLineInterpolated($"{line}");
        }
    }

    private static int AtMost(VerbContext context, Option<int> option, int most) =>
        context.Value(option) is var value && value <= most ? value : throw VerbFaults.OutOfRange(option.Name, $"{value}", $"1 … {most}");

    private static Option<int> Number(string name, string text, int value) =>
        new(name)
        {
            Description = Texts.Format(text),
            HelpName = "N",
            DefaultValueFactory = _ => value,
        };
}
