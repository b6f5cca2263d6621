using System.CommandLine;
using Kuajie.Cli.Demo;
using Kuajie.Cli.Output;
using Kuajie.Cli.Serving;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Server;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie demo</c>: the whole way on a sample world.</summary>
internal sealed class DemoCommand : Verb
{
    private readonly Option<string> folder = new("--out")
    {
        Description = DemoTexts.OutOption,
        DefaultValueFactory = _ => "kuajie-demo",
        HelpName = "DIR",
    };
    private readonly Option<string> scenario = new("--scenario")
    {
        Description = DemoTexts.ScenarioOption,
        DefaultValueFactory = _ => "sports",
        HelpName = "NAME",
    };
    private readonly Option<int> users = new("--users")
    {
        Description = DemoTexts.UsersOption,
        DefaultValueFactory = _ => 2_000,
        HelpName = "N",
    };
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = DemoTexts.SeedOption,
        DefaultValueFactory = _ => 1,
        HelpName = "S",
    };
    private readonly Option<bool> noServe = new("--no-serve") { Description = DemoTexts.NoServeOption };
    private readonly Option<int> port = new("--port")
    {
        Description = ServeTexts.PortOption,
        DefaultValueFactory = _ => ServerSettings.DefaultPort,
        HelpName = "N",
    };

    public DemoCommand() => PortRule.Add(port);

    public override string Name => "demo";

    public override string Description => DemoTexts.Description;

    public override string Example => "kuajie demo\nkuajie demo --scenario auto --language zh --out demo-auto";

    public override void Configure(Command command)
    {
        command.Options.Add(folder);
        command.Options.Add(scenario);
        command.Options.Add(users);
        command.Options.Add(seed);
        command.Options.Add(port);
        command.Options.Add(noServe);
    }

    public override async Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var options = new WorldOptions
        {
            Scenario = context.Value(scenario)!,
            Users = context.Value(users),
            Seed = context.Value(seed),
        }.Validated();
        var place = new DemoFolder(context.Value(folder)!);
        var settings = new ServerSettings { Port = context.Value(port) };
        if (!context.Value(noServe) && context.IsGiven(port))
        {
            // Better now than after minutes of work.
            ServedWorkspace.ThrowIfTaken(settings);
        }
        var outcome = await new DemoRun(place, options, context).RunAsync();
        OutputFile.WriteText(place.Report, DemoPage.Build(outcome));
        return new VerbOutcome(
            Document(outcome, place),
            console => DemoConsole.Print(console, outcome, place),
            Then: context.Value(noServe) ? null : () => ServeAsync(place, outcome, settings, context)
        );
    }

    private async Task ServeAsync(DemoFolder place, DemoOutcome outcome, ServerSettings settings, VerbContext context)
    {
        var listening = context.IsGiven(port) ? settings : PortProbe.OrAnyFree(settings);
        if (listening.Port != settings.Port)
        {
            context.Note(DemoTexts.OtherPort(settings.Port));
        }
        using var workspace = Workspace.Open(place.Workspace, Name, context.Clock);
        var service = new DemoService(workspace, outcome, context.Clock);
        await ServedWorkspace.RunAsync(listening, workspace, context, service.Lines);
    }

    private static object Document(DemoOutcome outcome, DemoFolder place) =>
        new
        {
            folder = place.Path,
            report = place.Report,
            seconds = outcome.Elapsed.TotalSeconds,
            imports = outcome.Imports,
            overlap = outcome.Overlap,
            directions = outcome.Directions.Select(direction => new
            {
                direction.Source,
                direction.Target,
                evaluation = EvaluationDocument.Of(direction.Evaluation),
                direction.Trained.Version,
            }),
            campaign = outcome.Campaign,
            lists = outcome.Lists.Select(list => list.List),
        };
}
