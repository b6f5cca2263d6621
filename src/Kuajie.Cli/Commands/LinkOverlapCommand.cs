using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link overlap</c>.</summary>
internal sealed class LinkOverlapCommand : Verb
{
    private readonly DomainPairOptions domains = new();

    public override string Name => "overlap";

    public override string Description => WorkspaceCommandTexts.Source.Format("LinkOverlapDescription");

    public override string Example => "kuajie link overlap --first knowledge --second sports";

    public override void Configure(Command command) => domains.AddTo(command);

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (first, second) = domains.Of(context);
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "link overlap", context.Clock);
        workspace.Linking(context.Clock).ThrowIfNotTwoKnown(first, second);
        var overlap = LinkOverlap.Of(first, second, workspace.Links, workspace.Events);
        return Task.FromResult(new VerbOutcome(overlap, console => LinkingOutcome.Print(console, overlap)));
    }
}
