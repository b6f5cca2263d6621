using System.CommandLine;
using System.Globalization;
using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Training;
using Kuajie.Platform.Twins;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie twins</c>: items of two domains that are one product under two ids.</summary>
internal sealed class TwinsCommand : Verb
{
    private readonly Option<string> source = new("--source", "-s")
    {
        Required = true,
        Description = TwinsTexts.SourceOption,
        HelpName = "FILE|DOMAIN",
    };
    private readonly Option<string> target = new("--target", "-t")
    {
        Required = true,
        Description = TwinsTexts.TargetOption,
        HelpName = "FILE|DOMAIN",
    };
    private readonly Option<double> leastCosine = new("--least-cosine")
    {
        Description = TwinsTexts.LeastCosineOption,
        DefaultValueFactory = _ => TwinRule.Default.LeastCosine,
        HelpName = "0…1",
    };
    private readonly Option<int> leastShared = new("--least-shared")
    {
        Description = TwinsTexts.LeastSharedOption,
        DefaultValueFactory = _ => TwinRule.Default.LeastSharedUsers,
        HelpName = "N",
    };
    private readonly Option<double> leastContent = new("--least-content")
    {
        Description = TwinsTexts.LeastContentOption,
        DefaultValueFactory = _ => new TwinSettings().LeastContentCosine!.Value,
        HelpName = "0…1",
    };
    private readonly Option<int> shown = new("--show")
    {
        Description = TwinsTexts.ShowOption,
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    public override string Name => "twins";

    public override string Description => TwinsTexts.Description;

    public override string Example =>
        "kuajie twins --source knowledge --target sports\n"
        + "kuajie twins --source sport.train.tsv --target cloth.train.tsv --json twins.json";

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { source, target, leastCosine, leastShared, leastContent, shown })
        {
            command.Options.Add(option);
        }
        leastShared.AtLeast(1);
        shown.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var settings = new TwinSettings
        {
            Rule = new TwinRule(Share(context, leastCosine), context.Value(leastShared)),
            LeastContentCosine = Share(context, leastContent),
        };
        var report = Find(context, settings);
        var most = context.Value(shown);
        return Task.FromResult(new VerbOutcome(report, console => Print(console, report, most)));
    }

    private TwinReport Find(VerbContext context, TwinSettings settings)
    {
        var (from, to) = (context.Value(source)!, context.Value(target)!);
        if (DatasetFiles.IsFile(to))
        {
            return TwinReport.Of(DatasetFiles.Read(from, to), settings, null, context.Cancellation);
        }
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
        var data = new TrainingData { Domains = [from, to] };
        var dataset = new TrainingWorkflow(workspace, context.Clock).BuildDataset(data, null, context.Cancellation);
        return TwinReport.Of(dataset, settings, workspace.Catalog, context.Cancellation);
    }

    private static double Share(VerbContext context, Option<double> option) =>
        context.Value(option) is > 0 and <= 1 and var share
            ? share
            : throw VerbFaults.OutOfRange(option.Name, context.Value(option).ToString(CultureInfo.InvariantCulture), "0.7");

    private static void Print(IAnsiConsole console, TwinReport report, int most)
    {
        console.MarkupLineInterpolated($"{TwinsTexts.Heading(report)}");
        if (report.Pairs.Count == 0)
        {
            return;
        }
        console.MarkupLineInterpolated($"{TwinsTexts.Rows(report)}");
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(
                TwinsTexts.ItemColumn(report.Source),
                TwinsTexts.ItemColumn(report.Target),
                TwinsTexts.SharedColumn,
                TwinsTexts.UserCosineColumn,
                TwinsTexts.ContentCosineColumn,
                TwinsTexts.SignsColumn
            );
        foreach (var place in new[] { 2, 3, 4 })
        {
            table.Columns[place].NoWrap().RightAligned();
        }
        foreach (var pair in report.Pairs.Take(most))
        {
            table.AddRow(
                Markup.Escape(Named(pair.SourceTitle, pair.SourceItem)),
                Markup.Escape(Named(pair.TargetTitle, pair.TargetItem)),
                FormattableString.Invariant($"{pair.SharedUsers} / {pair.SourceUsers}, {pair.TargetUsers}"),
                pair.UserCosine.ToString("0.00", CultureInfo.InvariantCulture),
                pair.ContentCosine?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–",
                TwinsTexts.Signs(pair)
            );
        }
        console.Write(table);
        if (report.Pairs.Count > most)
        {
            console.MarkupLineInterpolated($"{TwinsTexts.More(report.Pairs.Count - most)}");
        }
    }

    private static string Named(string? title, string id) => title is null ? id : $"{title} ({id})";
}
