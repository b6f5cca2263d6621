using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie keys</c>: API keys of a workspace that nobody serves at the moment.</summary>
internal sealed class KeysCommand : Verb
{
    public override string Name => "keys";

    public override string Description => KeysTexts.Description;

    public override string Example => "kuajie keys\nkuajie keys create --name app-backend --party knowledge --scopes ingest,recommend";

    public override IReadOnlyList<Verb> SubVerbs => [new KeysCreateCommand(), new KeysRevokeCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, Name, context.Clock);
        var keys = new KeyRing(workspace.Keys, workspace.Partners, context.Clock).All();
        var document = new { keys = keys.Select(KeyDocument.Of) };
        return Task.FromResult(new VerbOutcome(document, console => KeyDocument.Print(console, keys)));
    }
}
