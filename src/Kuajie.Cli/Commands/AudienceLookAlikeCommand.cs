using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience lookalike</c>: users like those of a segment.</summary>
internal sealed class AudienceLookAlikeCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<string> name = new("--name")
    {
        Description = AudienceVerbTexts.NameOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<int> count = new("--count")
    {
        Description = AudienceVerbTexts.LookAlikeCountOption,
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    public override string Name => "lookalike";

    public override string Description => AudienceVerbTexts.LookAlikeDescription;

    public override string Example => "kuajie audience lookalike --domain knowledge --name runners --count 50";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(name);
        command.Options.Add(count);
        count.AtLeast(1);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience lookalike", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var segments = options.Segments(context, workspace);
        var answer = segments.LookAlikes(segments.Find(domain, context.Value(name)!), new LookAlikeFinder { Most = context.Value(count) });
        var document = new
        {
            domain,
            answer.Seeds,
            shortage = answer.Shortage?.ToString(),
            answer.Rows,
            users = answer.Ranked,
        };
        return Task.FromResult(new VerbOutcome(document, console => Print(console, answer)));
    }

    private static void Print(IAnsiConsole console, LookAlikeAnswer answer)
    {
        if (answer.Shortage is { } shortage)
        {
            console.Line(shortage.ToString());
            return;
        }
        foreach (var row in answer.Rows)
        {
            console.Line(AudienceVerbTexts.Row(row));
        }
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(AudienceVerbTexts.UserColumn, AudienceVerbTexts.LikenessColumn, AudienceVerbTexts.ReasonsColumn);
        foreach (var user in answer.Ranked)
        {
            table.AddRow(
                PlainLines.Cell(user.UserId),
                PlainLines.Cell(user.Likeness.ToString("0.00", CultureInfo.InvariantCulture)),
                PlainLines.Cell(string.Join(", ", user.Reasons.Select(reason => reason.Feature)))
            );
        }
        console.Write(table);
    }
}
