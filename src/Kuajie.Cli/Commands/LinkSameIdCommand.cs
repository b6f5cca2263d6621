using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link same-id</c>.</summary>
internal sealed class LinkSameIdCommand : Verb
{
    private readonly DomainPairOptions domains = new();

    public override string Name => "same-id";

    public override string Description => WorkspaceCommandTexts.Source.Format("LinkSameIdDescription");

    public override string Example => "kuajie link same-id --first knowledge --second sports";

    public override void Configure(Command command) => domains.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (first, second) = domains.Of(context);
        using var workspace = Workspace.Open(context.WorkspaceFolder, "link same-id", context.Clock);
        var result = workspace.Linking(context.Clock).SameId(first, second);
        return Task.FromResult(LinkingOutcome.Of(result, rowsRead: 0, rowsRejected: 0));
    }
}
