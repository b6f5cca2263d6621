using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience export</c>: the ids of a segment's users as CSV.</summary>
internal sealed class AudienceExportCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<string> name = new("--name")
    {
        Description = AudienceVerbTexts.NameOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = AudienceVerbTexts.OutputOption,
        HelpName = "FILE",
        Required = true,
    };

    public override string Name => "export";

    public override string Description => AudienceVerbTexts.ExportDescription;

    public override string Example => "kuajie audience export --domain knowledge --name runners --output runners.csv";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(name);
        command.Options.Add(output);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience export", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var segments = options.Segments(context, workspace);
        var segment = segments.Find(domain, context.Value(name)!);
        var users = segments.UsersOf(segment).UserIds;
        var file = context.Value(output)!;
        OutputFile.WriteText(file, SegmentCsv.Of(users));
        var document = new
        {
            domain,
            segment.Name,
            users = users.Count,
            file,
        };
        return Task.FromResult(new VerbOutcome(document, console => console.Line(AudienceVerbTexts.Exported(users.Count, file))));
    }
}
