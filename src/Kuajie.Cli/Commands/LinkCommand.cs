using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link</c>: one verb below it for each way to establish links, one for the overlap.</summary>
internal sealed class LinkCommand : Verb
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;

    public override string Name => "link";

    public override string Description => Texts.Format("LinkDescription");

    public override string Example =>
        "kuajie link same-id --first knowledge --second sports\nkuajie link file --first knowledge --second sports --file links.csv";

    public override IReadOnlyList<Verb> SubVerbs { get; } =
    [new LinkSameIdCommand(), new LinkFileCommand(), new LinkKeyedHashCommand(), new LinkHashCommand(), new LinkOverlapCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw Texts.Fault(
            "missing-method",
            "MissingMethod",
            isUsage: true,
            arguments: [string.Join(", ", SubVerbs.Select(verb => verb.Name))]
        );
}
