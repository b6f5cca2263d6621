using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie keys revoke</c>: refuses an API key from now on.</summary>
internal sealed class KeysRevokeCommand : Verb
{
    private readonly Argument<string> key = new("KEY") { Description = KeysTexts.KeyArgument };

    public override string Name => "revoke";

    public override string Description => KeysTexts.RevokeDescription;

    public override string Example => "kuajie keys revoke k3f9wq7h2mzd";

    public override void Configure(Command command) => command.Arguments.Add(key);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "keys revoke", context.Clock);
        var ring = new KeyRing(workspace.Keys, workspace.Partners, context.Clock);
        var wanted = context.Value(key)!;
        var revoked = ring.Revoke(wanted) ?? throw KeysTexts.Unknown(wanted);
        return Task.FromResult(new VerbOutcome(new { key = KeyDocument.Of(revoked) }, console => console.Line(KeysTexts.Revoked(revoked))));
    }
}
