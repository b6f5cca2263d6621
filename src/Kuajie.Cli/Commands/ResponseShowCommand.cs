using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response show</c>: a response model that is kept, as it was judged when it was trained.</summary>
internal sealed class ResponseShowCommand : Verb
{
    private readonly DomainAndName options = new(
        ResponseVerbTexts.Source.Format("DomainOption"),
        ResponseVerbTexts.Source.Format("NameOption")
    );

    public override string Name => "show";

    public override string Description => ResponseVerbTexts.Source.Format("ShowDescription");

    public override string Example => "kuajie response show --domain knowledge --name clicks";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "response show", context.Clock);
        var shelf = new ResponseShelf(workspace.ResponseModels, context.Clock);
        var kept = shelf.Find(options.DomainOf(context, workspace), options.NameOf(context));
        var (request, report) = kept.Summary;
        var document = new
        {
            kept.Name,
            kept.KeptAt,
            after = request.Occasion,
            days = request.Window.TotalDays,
            request.OtherDomains,
            request.Options.Seed,
            report = ResponseCommand.Document(report),
            normalisation = kept.Model.Encoding.Features,
            kept.Model.Calibration,
        };
        return Task.FromResult(new VerbOutcome(document, console => ResponseTables.Print(console, report)));
    }
}
