using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie keys create</c>: makes an API key and shows its secret once.</summary>
internal sealed class KeysCreateCommand : Verb
{
    private readonly Option<string> name = new("--name")
    {
        Required = true,
        Description = KeysTexts.NameOption,
        HelpName = "NAME",
    };
    private readonly Option<string?> party = new("--party") { Description = KeysTexts.PartyOption, HelpName = "PARTY" };
    private readonly Option<string> scopes = new("--scopes")
    {
        Description = KeysTexts.ScopesOption,
        DefaultValueFactory = _ => "ingest,recommend",
        HelpName = "LIST",
    };

    public KeysCreateCommand() =>
        scopes.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && KeyDocument.ParseScopes(text) is null)
            {
                result.AddError(KeysTexts.NoScopes(text));
            }
        });

    public override string Name => "create";

    public override string Description => KeysTexts.CreateDescription;

    public override string Example => "kuajie keys create --name app-backend --party knowledge --scopes ingest,recommend";

    public override void Configure(Command command)
    {
        command.Options.Add(name);
        command.Options.Add(party);
        command.Options.Add(scopes);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenOrCreate(context.WorkspaceFolder, "keys create", context.Clock);
        var ring = new KeyRing(workspace.Keys, workspace.Partners, context.Clock);
        var (key, text) = ring.Issue(context.Value(name)!, context.Value(party), KeyDocument.ParseScopes(context.Value(scopes)!)!.Value);
        return Task.FromResult(
            new VerbOutcome(
                new { key = KeyDocument.Of(key), secret = text },
                console =>
                {
                    console.Line(KeysTexts.Created(key));
                    console.Line(text);
                    console.Line(KeysTexts.ShownOnce);
                }
            )
        );
    }
}
