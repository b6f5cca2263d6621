using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Links;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link file</c>.</summary>
internal sealed class LinkFileCommand : Verb
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;
    private readonly DomainPairOptions domains = new();

    private readonly Option<string> file = new("--file")
    {
        Description = Texts.Format("LinkFileFile"),
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> map = new("--map")
    {
        Description = Texts.Format("LinkFileMap"),
        HelpName = "source_user=A,target_user=B",
    };

    private readonly Option<string> pseudonymize = new("--pseudonymize")
    {
        Description = Texts.Format("LinkPseudonymize"),
        HelpName = "KEYFILE",
    };

    public override string Name => "file";

    public override string Description => Texts.Format("LinkFileDescription");

    public override string Example =>
        "kuajie link file --first knowledge --second sports --file links.csv\nkuajie link file --first knowledge --second sports --file pairs.tsv --map source_user=学员,target_user=球迷";

    public override void Configure(Command command)
    {
        domains.AddTo(command);
        foreach (var option in (Option[])[file, map, pseudonymize])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (first, second) = domains.Of(context);
        var columns = PairColumns.OfLinks(first, second);
        var mapped = context.Value(map) is { } text ? ParseMap(text, columns) : null;
        var key = context.Value(pseudonymize) is { } keyFile ? Pseudonymizer.FromKeyFile(keyFile) : null;
        using var workspace = Workspace.Open(context.WorkspaceFolder, "link file", context.Clock);
        var linking = workspace.Linking(context.Clock);
        linking.ThrowIfNotTwoKnown(first, second);
        var table = PairTableReader.Read(context.Value(file)!, columns, mapped);
        var pairs = table.Rows.Select(row =>
            key is null ? new UserPair(row.First, row.Second) : new UserPair(key.UserPseudonym(row.First), key.UserPseudonym(row.Second))
        );
        var result = linking.Pairs(first, second, [.. pairs]);
        return Task.FromResult(LinkingOutcome.Of(result, table.RowsRead, table.RejectedLines.Count, table.RejectedLines));
    }

    private static Dictionary<string, string> ParseMap(string text, PairColumns columns)
    {
        var mapped = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (sides.Length != 2 || sides[1].Length == 0 || (sides[0] != columns.First && sides[0] != columns.Second))
            {
                throw Texts.Fault("wrong-map", "WrongMap", "--map", isUsage: true, arguments: [part, columns.First, columns.Second]);
            }
            mapped[sides[0]] = sides[1];
        }
        return mapped;
    }
}
