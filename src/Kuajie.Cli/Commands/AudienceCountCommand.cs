using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience count</c>: how many users a rule selects, without storing it.</summary>
internal sealed class AudienceCountCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<string> rule = new("--rule")
    {
        Description = AudienceVerbTexts.RuleOption,
        HelpName = "RULE",
        Required = true,
    };

    public override string Name => "count";

    public override string Description => AudienceVerbTexts.CountDescription;

    public override string Example => "kuajie audience count --domain knowledge --rule 'stage in (lapsing, lapsed) and money >= 100 CNY'";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(rule);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience count", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var users = options.Segments(context, workspace).UsersOf(domain, context.Value(rule)!);
        var document = new
        {
            domain,
            users = users.UserIds.Count,
            all = users.Users,
        };
        return Task.FromResult(
            new VerbOutcome(document, console => console.Line(AudienceVerbTexts.Counted(users.UserIds.Count, users.Users)))
        );
    }
}
