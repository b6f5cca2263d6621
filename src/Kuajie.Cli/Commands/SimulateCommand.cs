using System.CommandLine;
using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Simulation;
using Kuajie.Platform.Simulation.Campaigns;
using Kuajie.Platform.Tables;
using Kuajie.Storage.Files;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie simulate</c>: made-up users whose truth is known act against the service in virtual time.</summary>
internal sealed class SimulateCommand : Verb
{
    private static readonly string ScenarioNames = string.Join(", ", BuiltInScenarios.All.Select(scenario => scenario.Name));

    private readonly Option<string> scenario = new("--scenario")
    {
        Description = SimulateTexts.Say("ScenarioOption", ScenarioNames),
        DefaultValueFactory = _ => "lift",
        HelpName = "NAME|FILE",
    };
    private readonly Option<int> days = new("--days")
    {
        Description = SimulateTexts.Say("DaysOption", SimulationOptions.MostDays),
        DefaultValueFactory = _ => 30,
        HelpName = "N",
    };
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = SimulateTexts.Say("SeedOption"),
        DefaultValueFactory = _ => 1,
        HelpName = "S",
    };
    private readonly Option<int?> users = new("--users") { Description = SimulateTexts.Say("UsersOption"), HelpName = "N" };
    private readonly Option<int> threads = new("--threads")
    {
        Description = SimulateTexts.Say("ThreadsOption"),
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "N",
    };
    private readonly Option<string?> output = new("--out") { Description = SimulateTexts.Say("OutOption"), HelpName = "DIR" };
    private readonly Option<bool> show = new("--show") { Description = SimulateTexts.Say("ShowOption") };

    public override string Name => "simulate";

    public override string Description => SimulateTexts.Say("Description");

    public override string Example =>
        "kuajie simulate --scenario two-sided --days 30 --seed 1 --workspace simulated.kuajie --out simulated\n"
        + "kuajie simulate --scenario price --show";

    public override void Configure(Command command)
    {
        foreach (var option in (Option[])[scenario, days, seed, users, threads, output, show])
        {
            command.Options.Add(option);
        }
        threads.AtLeast(1);
    }

    public override async Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var options = OptionsOf(context);
        if (context.Value(show))
        {
            return new VerbOutcome(
                options.Scenario,
                console => console.Line(JsonSerializer.Serialize(options.Scenario, KuajieCommand.Json))
            );
        }
        var (report, speed) = await SimulateAsync(options, context);
        if (context.Value(output) is { } folder)
        {
            Write(folder, report);
        }
        return new VerbOutcome(new { report, speed }, console => SimulationConsole.Print(console, report, speed));
    }

    private SimulationOptions OptionsOf(VerbContext context)
    {
        var wanted = Find(context.Value(scenario)!);
        return InputFaults.Guard(
            "--scenario",
            () =>
                new SimulationOptions
                {
                    Scenario = context.Value(users) is { } count ? wanted with { Users = count } : wanted,
                    Days = context.Value(days),
                    Seed = context.Value(seed),
                    Threads = context.Value(threads),
                }.Validated()
        );
    }

    private static SimulationScenario Find(string name) =>
        BuiltInScenarios.Find(name)
        ?? (
            File.Exists(name)
                ? InputFaults.Guard(name, () => ScenarioReader.Read(File.ReadAllText(name)))
                : throw SimulateTexts.Source.Fault(
                    "unknown-scenario",
                    "UnknownScenario",
                    "--scenario",
                    isUsage: true,
                    arguments: [name, ScenarioNames]
                )
        );

    private static async Task<(SimulationReport Report, SimulationSpeed Speed)> SimulateAsync(
        SimulationOptions options,
        VerbContext context
    )
    {
        using var clock = new VirtualClock(SimulatedWorld.Start);
        var started = context.Clock.GetTimestamp();
        using var workspace = Workspace.OpenOrCreate(context.WorkspaceFolder, "simulate", clock);
        var world = Fill(workspace, clock, options, context);
        var seal = CursorSeal.FromKeyFile(Path.Combine(workspace.Layout.Secrets, "cursor.key"));
        await using var service = new SimulatedService(
            workspace,
            workspace.Events,
            ExperimentOptions.Shelf(workspace, clock),
            new CampaignStores(workspace.Campaigns, workspace.Segments, workspace.Forecasts),
            options,
            seal,
            clock,
            context.Cancellation
        );
        var setUp = context.Clock.GetElapsedTime(started);
        started = context.Clock.GetTimestamp();
        using var line = context.Progress(
            SimulateTexts.Say("Simulating"),
            SimulateTexts.Say("VisitsUnit"),
            SimulationRun.ExpectedVisits(options)
        );
        var report = await new SimulationRun(service, clock, options).RunAsync(world, line, context.Cancellation);
        return (report, new SimulationSpeed(setUp.TotalSeconds, context.Clock.GetElapsedTime(started).TotalSeconds));
    }

    private static Platform.SampleWorld.World Fill(Workspace workspace, VirtualClock clock, SimulationOptions options, VerbContext context)
    {
        using var loading = context.Progress(SimulateTexts.Say("Loading"), SimulateTexts.Say("RowsUnit"));
        using var training = new ConsoleTrainingListener(context);
        return new SimulatedWorld(workspace, workspace.Events, clock).Fill(options, loading, training, context.Cancellation);
    }

    private static void Write(string folder, SimulationReport report)
    {
        Directory.CreateDirectory(folder);
        Table[] tables =
        [
            SimulationTables.Days(report),
            SimulationTables.Arms(report),
            SimulationTables.Optimum(report),
            .. report.Campaigns.Count > 0
                ? [CampaignTables.Effects(report.Campaigns), CampaignTables.Creatives(report.Campaigns)]
                : (Table[])[],
        ];
        foreach (var table in tables)
        {
            OutputFile.WriteText(Path.Combine(folder, table.Source), TableFile.Write(table));
        }
    }
}
