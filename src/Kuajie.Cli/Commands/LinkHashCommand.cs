using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Users;
using Kuajie.Storage.Links;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie link hash</c>: makes the file that one side hands to the other. Needs no workspace.</summary>
internal sealed class LinkHashCommand : Verb
{
    private static readonly TextSource Texts = WorkspaceCommandTexts.Source;
    private readonly IdentifierOptions identifiers = new();
    private readonly Option<string> file = Required("--file", "LinkHashFile", "FILE");
    private readonly Option<string> keyFile = Required("--key-file", "LinkKeyFile", "KEYFILE");
    private readonly Option<string> output = Required("--out", "LinkHashOut", "OUT");

    public override string Name => "hash";

    public override string Description => Texts.Format("LinkHashDescription");

    public override string Example => "kuajie link hash --file fans.csv --key-file partners.key --out fans.hashed.csv";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[file, keyFile, output])
        {
            command.Options.Add(option);
        }
        identifiers.AddTo(command);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var normalizer = identifiers.Of(context);
        var hashed = IdentifierFile.ReadRaw(context.Value(file)!, normalizer, Pseudonymizer.FromKeyFile(context.Value(keyFile)!));
        var path = Path.GetFullPath(context.Value(output)!);
        IdentifierFile.Write(path, hashed.Identifiers);
        return Task.FromResult(
            new VerbOutcome(
                new
                {
                    output = path,
                    hashed.RowsRead,
                    hashed.RowsRejected,
                    rowsWritten = hashed.Identifiers.Count,
                },
                console => console.Line(Texts.Format("Hashed", hashed.Identifiers.Count, hashed.RowsRead, path, hashed.RowsRejected))
            )
        );
    }

    private static Option<string> Required(string name, string text, string helpName) =>
        new(name)
        {
            Description = Texts.Format(text),
            HelpName = helpName,
            Required = true,
        };
}
