using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie experiment define</c>: defines an experiment from a file.</summary>
internal sealed class ExperimentDefineCommand : Verb
{
    private readonly ExperimentOptions options = new();
    private readonly Option<string> file = new("--file")
    {
        Description = ExperimentVerbTexts.Say("FileOption"),
        HelpName = "FILE",
        Required = true,
    };

    public override string Name => "define";

    public override string Description => ExperimentVerbTexts.Say("DefineDescription");

    public override string Example =>
        "kuajie experiment define --domain knowledge --name new-model --file new-model.json\n"
        + """echo '{"arms":[{"name":"control"},{"name":"new","scene":"home-new"}],"traffic":0.2,"scene":"home"}' > new-model.json""";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(file);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var definition = ExperimentFile.Read(context.Value(file)!);
        using var workspace = Workspace.Open(context.WorkspaceFolder, "experiment define", context.Clock);
        var shelf = ExperimentOptions.Shelf(workspace, context.Clock);
        return Task.FromResult(
            ExperimentOptions.Changed(shelf.Define(options.DomainOf(context, workspace), options.NameOf(context), definition))
        );
    }
}
