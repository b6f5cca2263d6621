using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;

namespace Kuajie.Cli.Commands;

/// <summary>The options <c>--first</c> and <c>--second</c>: two domains.</summary>
internal sealed class DomainPairOptions
{
    private readonly Option<string> first = Create("--first", "LinkFirst");
    private readonly Option<string> second = Create("--second", "LinkSecond");

    public void AddTo(Command command)
    {
        command.Options.Add(first);
        command.Options.Add(second);
    }

    public (string First, string Second) Of(VerbContext context) => (context.Value(first)!, context.Value(second)!);

    private static Option<string> Create(string name, string text) =>
        new(name)
        {
            Description = WorkspaceCommandTexts.Source.Format(text),
            HelpName = "DOMAIN",
            Required = true,
        };
}
