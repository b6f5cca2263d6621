using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response list</c>: the response models of a domain that are kept.</summary>
internal sealed class ResponseListCommand : Verb
{
    private readonly DomainAndName options = new(
        ResponseVerbTexts.Source.Format("DomainOption"),
        ResponseVerbTexts.Source.Format("NameOption")
    );

    public override string Name => "list";

    public override string Description => ResponseVerbTexts.Source.Format("ListDescription");

    public override string Example => "kuajie response list --domain knowledge";

    public override void Configure(Command command) => options.AddTo(command, withName: false);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "response list", context.Clock);
        var kept = new ResponseShelf(workspace.ResponseModels, context.Clock).Of(options.DomainOf(context, workspace));
        var document = new
        {
            responseModels = kept.Select(each => new
            {
                each.Name,
                each.KeptAt,
                isDamaged = each.Summary is null,
                outcome = each.Summary?.Report.Outcome,
                after = each.Summary?.Request.Occasion,
                days = each.Summary?.Request.Window.TotalDays,
                chosen = each.Summary?.Report.Chosen,
            }),
        };
        return Task.FromResult(new VerbOutcome(document, console => Print(console, kept)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<KeptResponseEntry> kept)
    {
        var texts = ResponseVerbTexts.Source;
        if (kept.Count == 0)
        {
            console.Line(texts.Format("NoneKept"));
            return;
        }
        var table = DecisionOptions.Grid(
            0,
            texts.Format("NameColumn"),
            texts.Format("ModelColumn"),
            texts.Format("OutcomeColumn"),
            texts.Format("KeptColumn")
        );
        foreach (var each in kept)
        {
            table.Row(
                each.Name,
                each.Summary is { } summary ? ResponseTables.FormOf(summary.Report) : texts.Format("IsDamaged"),
                each.Summary is { } of ? ResponseTables.OutcomeOf(of) : "–",
                PlainLines.Minute(each.KeptAt)
            );
        }
        console.Write(table);
    }
}
