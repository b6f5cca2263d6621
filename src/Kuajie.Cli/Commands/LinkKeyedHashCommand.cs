using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Links;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link keyed-hash</c>: either side brings identifiers and the key, or hashes made with it.</summary>
internal sealed class LinkKeyedHashCommand : Verb
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;
    private readonly DomainPairOptions domains = new();
    private readonly IdentifierOptions identifiers = new();

    private readonly Option<string> firstFile = FileOption("--first-file", "LinkFirstFile");
    private readonly Option<string> secondFile = FileOption("--second-file", "LinkSecondFile");
    private readonly Option<bool> firstHashed = new("--first-hashed") { Description = Texts.Format("LinkFirstHashed") };
    private readonly Option<bool> secondHashed = new("--second-hashed") { Description = Texts.Format("LinkSecondHashed") };
    private readonly Option<string> keyFile = new("--key-file") { Description = Texts.Format("LinkKeyFile"), HelpName = "KEYFILE" };
    private readonly Option<string> pseudonymize = new("--pseudonymize")
    {
        Description = Texts.Format("LinkPseudonymize"),
        HelpName = "KEYFILE",
    };

    public override string Name => "keyed-hash";

    public override string Description => Texts.Format("LinkKeyedHashDescription");

    public override string Example =>
        "kuajie link keyed-hash --first knowledge --second sports --first-file members.csv --second-file fans.csv --key-file partners.key\n"
        + "kuajie link keyed-hash --first knowledge --second sports --first-file members.csv --second-file fans.hashed.csv --second-hashed --key-file partners.key";

    public override void Configure(Command command)
    {
        domains.AddTo(command);
        foreach (var option in (Option[])[firstFile, secondFile, firstHashed, secondHashed, keyFile, pseudonymize])
        {
            command.Options.Add(option);
        }
        identifiers.AddTo(command);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var (first, second) = domains.Of(context);
        var key = Key(context);
        var pseudonyms = context.Value(pseudonymize) is { } path ? Pseudonymizer.FromKeyFile(path) : null;
        var normalizer = identifiers.Of(context);
        using var workspace = Workspace.Open(context.WorkspaceFolder, "link keyed-hash", context.Clock);
        var linking = workspace.Linking(context.Clock);
        linking.ThrowIfNotTwoKnown(first, second);
        var firstSide = Read(context.Value(firstFile)!, context.Value(firstHashed), key, normalizer);
        var secondSide = Read(context.Value(secondFile)!, context.Value(secondHashed), key, normalizer);
        var result = linking.KeyedHashes(first, second, Pseudonymous(firstSide, pseudonyms), Pseudonymous(secondSide, pseudonyms));
        return Task.FromResult(
            LinkingOutcome.Of(result, firstSide.RowsRead + secondSide.RowsRead, firstSide.RowsRejected + secondSide.RowsRejected)
        );
    }

    private Pseudonymizer? Key(VerbContext context)
    {
        var isKeyNeeded = !context.Value(firstHashed) || !context.Value(secondHashed);
        return (isKeyNeeded, context.Value(keyFile)) switch
        {
            (true, null) => throw Texts.Fault("missing-key-file", "MissingKeyFile", "--key-file", isUsage: true),
            (false, not null) => throw Texts.Fault("needless-key-file", "NeedlessKeyFile", "--key-file", isUsage: true),
            (_, { } path) => Pseudonymizer.FromKeyFile(path),
            _ => null,
        };
    }

    private static HashedIdentifiers Read(string path, bool isHashed, Pseudonymizer? key, IdentifierNormalizer normalizer) =>
        isHashed ? IdentifierFile.ReadHashed(path) : IdentifierFile.ReadRaw(path, normalizer, key!);

    private static IEnumerable<HashedIdentifier> Pseudonymous(HashedIdentifiers side, Pseudonymizer? pseudonyms) =>
        pseudonyms is null ? side.Identifiers : side.Identifiers.Select(row => row with { UserId = pseudonyms.UserPseudonym(row.UserId) });

    private static Option<string> FileOption(string name, string text) =>
        new(name)
        {
            Description = Texts.Format(text),
            HelpName = "FILE",
            Required = true,
        };
}
