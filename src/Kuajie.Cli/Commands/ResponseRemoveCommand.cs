using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response remove</c>: forgets a response model.</summary>
internal sealed class ResponseRemoveCommand : Verb
{
    private readonly DomainAndName options = new(
        ResponseVerbTexts.Source.Format("DomainOption"),
        ResponseVerbTexts.Source.Format("NameOption")
    );

    public override string Name => "remove";

    public override string Description => ResponseVerbTexts.Source.Format("RemoveDescription");

    public override string Example => "kuajie response remove --domain knowledge --name clicks";

    public override void Configure(Command command) => options.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "response remove", context.Clock);
        var (domain, name) = (options.DomainOf(context, workspace), options.NameOf(context));
        new ResponseShelf(workspace.ResponseModels, context.Clock).Remove(domain, name);
        return Task.FromResult(
            new VerbOutcome(new { domain, removed = name }, console => console.Line(ResponseVerbTexts.Source.Format("Removed", name)))
        );
    }
}
