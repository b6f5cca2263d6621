using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience define</c>: defines a segment by a rule.</summary>
internal sealed class AudienceDefineCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<string> name = new("--name")
    {
        Description = AudienceVerbTexts.NameOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> rule = new("--rule")
    {
        Description = AudienceVerbTexts.RuleOption,
        HelpName = "RULE",
        Required = true,
    };

    public override string Name => "define";

    public override string Description => AudienceVerbTexts.DefineDescription;

    public override string Example =>
        "kuajie audience define --domain knowledge --name runners --rule 'tag(\"running\") > 0.3 and recency < 30d'";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(name);
        command.Options.Add(rule);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.Open(context.WorkspaceFolder, "audience define", context.Clock);
        var segments = options.Segments(context, workspace);
        var stored = segments.Define(options.DomainOf(context, workspace), context.Value(name)!, context.Value(rule)!);
        var users = segments.UsersOf(stored);
        var document = new
        {
            stored.Domain,
            stored.Name,
            stored.Rule,
            users = users.UserIds.Count,
            all = users.Users,
        };
        return Task.FromResult(
            new VerbOutcome(document, console => console.Line(AudienceVerbTexts.Defined(stored.Name, users.UserIds.Count, users.Users)))
        );
    }
}
