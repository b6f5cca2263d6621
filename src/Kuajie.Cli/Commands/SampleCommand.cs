using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Words;
using Kuajie.Storage.SampleWorld;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie sample</c>: raw exports of an invented knowledge platform and its partner, with the truth beside them.</summary>
internal sealed class SampleCommand : Verb
{
    private readonly Option<string> scenario = new("--scenario") { HelpName = "NAME", DefaultValueFactory = _ => ScenarioLibrary.Names[0] };
    private readonly Option<int> users = new("--users") { HelpName = "N", DefaultValueFactory = _ => 5_000 };
    private readonly Option<string> seed = new("--seed") { HelpName = "S", DefaultValueFactory = _ => "1" };
    private readonly Option<string> output = new("--out") { HelpName = "DIR", DefaultValueFactory = _ => "sample" };
    private readonly Option<bool> force = new("--force");

    public override string Name => "sample";

    public override string Description => SampleCommandTexts.Description;

    public override string Example => "kuajie sample --scenario sports --users 5000 --seed 1 --out sample";

    public override void Configure(Command command)
    {
        scenario.Description = SampleCommandTexts.ScenarioOption(string.Join(", ", ScenarioLibrary.Names));
        users.Description = SampleCommandTexts.UsersOption;
        seed.Description = SampleCommandTexts.SeedOption;
        output.Description = SampleCommandTexts.OutOption;
        force.Description = SampleCommandTexts.ForceOption;
        foreach (var option in new Option[] { scenario, users, seed, output, force })
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var folder = Path.GetFullPath(context.Value(output)!);
        var options = new WorldOptions
        {
            Scenario = context.Value(scenario)!,
            Users = context.Value(users),
            Seed = Seed(context),
        }.Validated();
        SampleWorldFolder.CheckFree(folder, context.Value(force));
        return Task.FromResult(Outcome(options, folder, Write(context, options, folder)));
    }

    private static IReadOnlyList<SampleFile> Write(VerbContext context, WorldOptions options, string folder)
    {
        var world = World.Generate(options);
        var total = world.Knowledge.UserCount + world.Partner.UserCount;
        using var progress = context.Progress(SampleCommandTexts.ProgressTitle, SampleCommandTexts.ProgressUnit, total);
        return SampleWorldFolder.Write(world, folder, replace: true, progress, context.Cancellation);
    }

    private ulong Seed(VerbContext context)
    {
        var text = context.Value(seed)!;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw SampleTexts.BadSeed(text);
    }

    private static VerbOutcome Outcome(WorldOptions options, string folder, IReadOnlyList<SampleFile> files)
    {
        var next = NextCommands(options.Scenario, folder);
        var document = new
        {
            folder,
            options.Scenario,
            options.Users,
            options.Seed,
            files = files.Select(file => new
            {
                file.Name,
                file.Rows,
                file.Bytes,
                rowsRejected = file.Tally?.RowsRejected,
                duplicateRows = file.Tally?.DuplicateRows,
            }),
            next,
        };
        return new VerbOutcome(document, console => Print(console, folder, files, next));
    }

    private static void Print(IAnsiConsole console, string folder, IReadOnlyList<SampleFile> files, IReadOnlyList<string> next)
    {
        console.MarkupLineInterpolated($"[bold]{SampleCommandTexts.Written(folder)}[/]");
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(SampleCommandTexts.FileColumn);
        foreach (
            var name in new[]
            {
                SampleCommandTexts.RowsColumn,
                SampleCommandTexts.SizeColumn,
                SampleCommandTexts.DefectsColumn,
                SampleCommandTexts.CopiesColumn,
            }
        )
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }
        foreach (var file in files)
        {
            table.AddRow(
                Markup.Escape(file.Name),
                Number(file.Rows),
                Size(file.Bytes),
                file.Tally is null ? "" : Number(file.Tally.RowsRejected),
                file.Tally is null ? "" : Number(file.Tally.DuplicateRows)
            );
        }
        console.Write(table);
        console.WriteLine(SampleCommandTexts.Next);
        foreach (var command in next)
        {
            console.Profile.Out.Writer.WriteLine($"  {command}");
        }
    }

    private static List<string> NextCommands(string scenario, string folder)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
        string At(string name)
        {
            var path = Path.Combine(shown, name);
            return path.All(c => char.IsLetterOrDigit(c) || "-_./*".Contains(c, StringComparison.Ordinal))
                ? path
                : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
        }
        var (items, usersFile) = (At($"{scenario}/items.jsonl"), At($"{scenario}/users.jsonl"));
        return
        [
            "kuajie init",
            $"kuajie import --domain knowledge --interactions {At("knowledge/interactions.csv")} --items {At("knowledge/items.csv")} --users {At("knowledge/users.csv")} --time-zone Asia/Shanghai",
            $"kuajie import --domain {scenario} --interactions {At($"{scenario}/interactions-*")} --items {items} --users {usersFile}",
            $"kuajie link file --first knowledge --second {scenario} --file {At("links.csv")}",
            $"kuajie train --source knowledge --target {scenario} --both-directions",
        ];
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Size(long bytes) =>
        bytes < 1 << 20
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");
}
