using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie domains</c>: which domains there are, and the time zones they live by.</summary>
internal sealed class DomainsCommand : Verb
{
    private static readonly TextSource Texts = DomainsVerbTexts.Source;

    public override string Name => "domains";

    public override string Description => Texts.Format("Description");

    public override string Example => "kuajie domains\nkuajie domains set --domain knowledge --time-zone Asia/Shanghai";

    public override IReadOnlyList<Verb> SubVerbs { get; } = [new SetCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
        var domains = workspace.Partners.Domains();
        return Task.FromResult(new VerbOutcome(new { domains }, console => Print(console, domains)));
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<Domain> domains)
    {
        if (domains.Count == 0)
        {
            console.Line(Texts.Format("None"));
            return;
        }
        var table = DecisionOptions.Grid(0, Texts.Format("DomainColumn"), Texts.Format("PartyColumn"), Texts.Format("TimeZoneColumn"));
        foreach (var domain in domains)
        {
            table.Row(domain.Name, domain.PartyId, domain.TimeZone);
        }
        console.Write(table);
    }

    private sealed class SetCommand : Verb
    {
        private readonly Option<string> domain = Needed("--domain", "DomainOption", "NAME");
        private readonly Option<string> timeZone = Needed("--time-zone", "TimeZoneOption", "ZONE");

        public override string Name => "set";

        public override string Description => Texts.Format("SetDescription");

        public override string Example => "kuajie domains set --domain knowledge --time-zone Asia/Shanghai";

        public override void Configure(Command command)
        {
            domain.Aliases.Add("-d");
            command.Options.Add(domain);
            command.Options.Add(timeZone);
        }

        public override Task<VerbOutcome> RunAsync(VerbContext context)
        {
            using var workspace = Workspace.Open(context.WorkspaceFolder, "domains set", context.Clock);
            var put = workspace.Partners.PutTimeZone(context.Value(domain)!, context.Value(timeZone)!);
            return Task.FromResult(new VerbOutcome(put, console => console.Line(Texts.Format("Set", put.Name, put.TimeZone))));
        }

        private static Option<string> Needed(string name, string text, string help) =>
            new(name)
            {
                Description = Texts.Format(text),
                HelpName = help,
                Required = true,
            };
    }
}
