using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Content;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie status</c>: what the workspace holds and what to do next.</summary>
internal sealed class StatusCommand : Verb
{
    private const int MostRows = 5;
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;

    public override string Name => "status";

    public override string Description => Texts.Format("StatusDescription");

    public override string Example => "kuajie status --workspace growth";

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
        var status = WorkspaceStatus.Of(workspace);
        return Task.FromResult(new VerbOutcome(Document(status), console => Print(console, status)));
    }

    private static object Document(WorkspaceStatus status) =>
        new
        {
            status.Folder,
            status.FormatVersion,
            status.CreatedAt,
            domains = status.Domains.Select(domain => new
            {
                domain.Domain.Name,
                party = domain.Domain.PartyId,
                interactions = domain.Totals?.Interactions ?? 0,
                users = domain.Totals?.Users ?? 0,
                items = domain.Totals?.Items ?? 0,
                flaggedUsers = domain.Totals?.FlaggedUsers ?? 0,
                domain.Totals?.First,
                domain.Totals?.Last,
                vectors = domain.Vectors?.Items ?? 0,
                vectorLength = domain.Vectors?.Length ?? 0,
                live = domain.Live is { } live
                    ? new
                    {
                        live.UserEvents,
                        live.SessionEvents,
                        live.Sessions,
                        live.Lists,
                    }
                    : null,
            }),
            status.Links,
            imports = status.Imports.Select(import => new
            {
                import.ImportId,
                import.Domain,
                import.State,
                import.StartedAt,
                import.FinishedAt,
            }),
            models = status.Models.Select(model => new
            {
                model.VersionId,
                model.Model,
                model.Domains,
                model.TargetDomain,
                model.TrainedAt,
            }),
            status.Sizes,
            next = status.Next,
        };

    private static void Print(IAnsiConsole console, WorkspaceStatus status)
    {
        console.Line(Texts.Format("StatusHeading", status.Folder, PlainLines.Minute(status.CreatedAt), status.FormatVersion));
        PrintDomains(console, status);
        PrintLive(console, status);
        PrintLinks(console, status);
        PrintImports(console, status);
        PrintModels(console, status);
        var sizes = status.Sizes;
        console.Line(
            Texts.Format(
                "StatusSizes",
                PlainLines.Bytes(sizes.EventsBytes),
                PlainLines.Bytes(sizes.RecordsBytes),
                PlainLines.Bytes(sizes.ModelsBytes),
                PlainLines.Bytes(sizes.ReportsBytes)
            )
        );
        console.Line(Texts.Format("Next" + status.Next, status.Domains.Select(domain => (object?)domain.Domain.Name).ToArray()));
    }

    private static void PrintDomains(IAnsiConsole console, WorkspaceStatus status)
    {
        var table = TableOf(
            "StatusDomain",
            "StatusParty",
            "StatusInteractions",
            "StatusUsers",
            "StatusItems",
            "StatusFlagged",
            "StatusFrom",
            "StatusTo"
        );
        foreach (var (domain, totals, _, _) in status.Domains)
        {
            table.AddRow(
                PlainLines.Cell(domain.Name),
                PlainLines.Cell(domain.PartyId),
                PlainLines.Cell(PlainLines.Count(totals?.Interactions ?? 0)),
                PlainLines.Cell(PlainLines.Count(totals?.Users ?? 0)),
                PlainLines.Cell(PlainLines.Count(totals?.Items ?? 0)),
                PlainLines.Cell(PlainLines.Count(totals?.FlaggedUsers ?? 0)),
                PlainLines.Cell(PlainLines.Minute(totals?.First)),
                PlainLines.Cell(PlainLines.Minute(totals?.Last))
            );
        }
        Write(console, table);
        foreach (var vectors in status.Domains.Select(domain => domain.Vectors).OfType<ItemVectorTotals>())
        {
            console.Line(Texts.Format("StatusVectors", vectors.Domain, PlainLines.Count(vectors.Items), vectors.Length));
        }
    }

    private static void PrintLive(IAnsiConsole console, WorkspaceStatus status)
    {
        var table = TableOf("StatusDomain", "StatusUserEvents", "StatusSessionEvents", "StatusSessions", "StatusLists");
        foreach (var live in status.Domains.Select(domain => domain.Live).OfType<LiveTotals>())
        {
            table.AddRow(
                PlainLines.Cell(live.Domain),
                PlainLines.Cell(PlainLines.Count(live.UserEvents)),
                PlainLines.Cell(PlainLines.Count(live.SessionEvents)),
                PlainLines.Cell(PlainLines.Count(live.Sessions)),
                PlainLines.Cell(PlainLines.Count(live.Lists))
            );
        }
        Write(console, table);
    }

    private static void PrintLinks(IAnsiConsole console, WorkspaceStatus status)
    {
        var table = TableOf("StatusLinkedDomains", "StatusMethod", "StatusLinks");
        foreach (var totals in status.Links)
        {
            table.AddRow(
                PlainLines.Cell($"{totals.FirstDomain} – {totals.SecondDomain}"),
                PlainLines.Cell(Texts.Format("Method" + totals.Method)),
                PlainLines.Cell(PlainLines.Count(totals.Links))
            );
        }
        Write(console, table);
    }

    private static void PrintImports(IAnsiConsole console, WorkspaceStatus status)
    {
        var table = TableOf("StatusImport", "StatusDomain", "StatusState", "StatusStarted");
        foreach (var import in status.Imports.Take(MostRows))
        {
            table.AddRow(
                PlainLines.Cell(import.ImportId),
                PlainLines.Cell(import.Domain),
                PlainLines.Cell(Texts.Format("State" + import.State)),
                PlainLines.Cell(PlainLines.Minute(import.StartedAt))
            );
        }
        Write(console, table);
        PrintRest(console, status.Imports.Count);
    }

    private static void PrintModels(IAnsiConsole console, WorkspaceStatus status)
    {
        var table = TableOf("StatusModelVersion", "StatusModel", "StatusTarget", "StatusTrainedOn", "StatusTrained");
        foreach (var model in status.Models.Take(MostRows))
        {
            table.AddRow(
                PlainLines.Cell(model.VersionId),
                PlainLines.Cell(model.Model),
                PlainLines.Cell(model.TargetDomain),
                PlainLines.Cell(string.Join(", ", model.Domains)),
                PlainLines.Cell(PlainLines.Minute(model.TrainedAt))
            );
        }
        Write(console, table);
        PrintRest(console, status.Models.Count);
    }

    private static void PrintRest(IAnsiConsole console, int rows)
    {
        if (rows > MostRows)
        {
            console.Line(Texts.Format("StatusMore", rows - MostRows));
        }
    }

    private static Table TableOf(params string[] titles)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in titles)
        {
            table.AddColumn(new TableColumn(PlainLines.Cell(Texts.Format(title))));
        }
        return table;
    }

    private static void Write(IAnsiConsole console, Table table)
    {
        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }
    }
}
