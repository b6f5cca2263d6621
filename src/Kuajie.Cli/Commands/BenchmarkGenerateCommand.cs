using System.CommandLine;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Files;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie benchmark generate</c>: the input file of speed runs.</summary>
internal sealed class BenchmarkGenerateCommand : Verb
{
    private static readonly TextSource Texts = SpeedVerbTexts.Source;

    private readonly Option<string?> size = new("--size") { Description = Texts.Format("SizeOption"), HelpName = "S|L" };
    private readonly Option<int?> users = new("--users") { Description = Texts.Format("UsersOption"), HelpName = "N" };
    private readonly Option<int?> items = new("--items") { Description = Texts.Format("ItemsOption"), HelpName = "N" };
    private readonly Option<int?> rows = new("--rows") { Description = Texts.Format("RowsOption"), HelpName = "N" };
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = Texts.Format("SeedOption"),
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<int> threads = new("--threads")
    {
        Description = Texts.Format("GenerateThreadsOption"),
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private readonly Option<string> output = new("--out")
    {
        Description = Texts.Format("OutOption"),
        HelpName = "FILE",
        Required = true,
    };

    public override string Name => "generate";

    public override string Description => Texts.Format("GenerateDescription");

    public override string Example =>
        """
            kuajie benchmark generate --size S --out s.pairs
            kuajie benchmark generate --users 100000 --items 10000 --rows 5000000 --seed 1 --out s.pairs
            """;

    public override void Configure(Command command)
    {
        size.AcceptOnlyFromAmong("S", "L");
        threads.AtLeast(1);
        foreach (var option in new Option[] { size, users, items, rows, seed, threads, output })
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var world = World(context);
        var path = Path.GetFullPath(context.Value(output)!);
        using (var progress = context.Progress(Texts.Format("Generating"), Texts.Format("PairsUnit"), world.Rows))
        {
            OutputFile.Write(path, () => BinaryPairFile.Write(path, world, context.Value(threads), progress, context.Cancellation));
        }
        var document = new
        {
            file = path,
            world.Users,
            world.Items,
            world.Rows,
            world.Seed,
            bytes = new FileInfo(path).Length,
        };
        return Task.FromResult(
            new VerbOutcome(
                document,
                console => console.MarkupLineInterpolated($"{Texts.Format("Generated", path, world.Users, world.Items, world.Rows)}")
            )
        );
    }

    private PairWorld World(VerbContext context)
    {
        var named = string.Equals(context.Value(size), "L", StringComparison.Ordinal) ? PairWorld.Large : PairWorld.Small;
        var world = new PairWorld(
            context.Value(users) ?? named.Users,
            context.Value(items) ?? named.Items,
            context.Value(rows) ?? named.Rows,
            context.Value(seed)
        );
        foreach (var (name, found, least, most) in world.Faults())
        {
            throw VerbFaults.OutOfRange($"--{name}", $"{found}", $"{least} … {most}");
        }
        return world;
    }
}
