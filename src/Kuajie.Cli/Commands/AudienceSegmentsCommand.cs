using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience segments</c>: the segments of a domain.</summary>
internal sealed class AudienceSegmentsCommand : Verb
{
    private readonly AudienceOptions options = new();

    public override string Name => "segments";

    public override string Description => AudienceVerbTexts.SegmentsDescription;

    public override string Example => "kuajie audience segments --domain knowledge";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience segments", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var segments = options.Segments(context, workspace);
        var rows = segments.Of(domain).Select(segment => Row.Of(segment, segments.UsersOf(segment))).ToArray();
        return Task.FromResult(new VerbOutcome(new { domain, segments = rows }, console => Print(console, rows)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0)
        {
            console.Line(AudienceVerbTexts.NoSegments);
            return;
        }
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(AudienceVerbTexts.SegmentColumn, AudienceVerbTexts.UsersColumn, AudienceVerbTexts.RuleColumn);
        table.Columns[1].NoWrap().RightAligned();
        foreach (var row in rows)
        {
            table.AddRow(
                PlainLines.Cell(row.Name),
                PlainLines.Cell(PlainLines.Count(row.Users)),
                PlainLines.Cell(row.Rule ?? string.Join(" · ", row.Tags ?? []))
            );
        }
        console.Write(table);
    }

    private sealed record Row(string Name, string? Rule, IReadOnlyList<string>? Tags, int Users, int All)
    {
        public static Row Of(Segment segment, SegmentUsers users) =>
            new(
                segment.Name,
                segment.Rule,
                segment.ClusterJson is { } json ? [.. StoredCluster.Of(json).Tags.Select(tag => tag.Tag)] : null,
                users.UserIds.Count,
                users.Users
            );
    }
}
