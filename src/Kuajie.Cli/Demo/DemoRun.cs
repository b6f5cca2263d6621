using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Cli.Commands;
using Kuajie.Cli.Imports;
using Kuajie.Cli.Output;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Platform.Users;
using Kuajie.Server.Campaigns;
using Kuajie.Storage.Links;
using Kuajie.Storage.SampleWorld;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Demo;

/// <summary>The whole way on a sample world: exports → import → links → evaluation → models for both directions → recommendations.</summary>
internal sealed class DemoRun(DemoFolder folder, WorldOptions options, VerbContext context)
{
    private const string LeaveLastOut = "leave-last-out";

    /// <summary>Runs it; each step says on standard error what it does.</summary>
    public async Task<DemoOutcome> RunAsync()
    {
        var started = context.Clock.GetTimestamp();
        folder.Clear(context.Clock);
        var files = WriteExports(out var world);
        using var workspace = Workspace.Create(folder.Workspace, "demo", context.Clock);
        var imports = new[]
        {
            Import(workspace, world.Knowledge.Name, KnowledgeRequest()),
            Import(workspace, world.Partner.Name, PartnerRequest(world)),
        };
        var overlap = Link(workspace, world);
        var toPartner = Direction(workspace, world.Knowledge.Name, world.Partner.Name);
        var toKnowledge = Direction(workspace, world.Partner.Name, world.Knowledge.Name);
        context.Note(DemoTexts.StepCampaign(DemoCampaign.NameOf(world)));
        var campaign = await DemoCampaign.RunAsync(workspace, world, context.Cancellation);
        context.Note(DemoTexts.StepRecommend);
        var lists = DemoUsers.Of(workspace, world.Knowledge.Name, world.Partner.Name).Select(user => Recommend(workspace, user)).ToArray();
        return new DemoOutcome(
            world,
            files,
            imports,
            overlap,
            [toPartner, toKnowledge],
            campaign,
            OutcomeOf(workspace, world),
            lists,
            context.Clock.GetElapsedTime(started)
        );
    }

    private IReadOnlyList<SampleFile> WriteExports(out World world)
    {
        context.Note(DemoTexts.StepSample(options));
        world = World.Generate(options);
        return SampleWorldFolder.Write(world, folder.Exports, replace: true, usersDone: null, context.Cancellation);
    }

    private ImportRequest KnowledgeRequest() =>
        new()
        {
            Domain = World.KnowledgeDomain,
            Interactions = [folder.Export(World.KnowledgeDomain, "interactions.csv")],
            Items = [folder.Export(World.KnowledgeDomain, "items.csv")],
            Users = [folder.Export(World.KnowledgeDomain, "users.csv")],
            TimeZone = World.TimeZone,
        };

    private ImportRequest PartnerRequest(World world) =>
        new()
        {
            Domain = world.Partner.Name,
            Interactions = [folder.Export(world.Partner.Name, "interactions-*")],
            Items = [folder.Export(world.Partner.Name, "items.jsonl")],
            Users = [folder.Export(world.Partner.Name, "users.jsonl")],
        };

    private ImportReport Import(Workspace workspace, string domain, ImportRequest request)
    {
        context.Note(DemoTexts.StepImport(domain));
        workspace.Partners.EnsureDomain(domain);
        workspace.Partners.PutTimeZone(domain, World.TimeZone);
        using var observer = new ImportObserver(context);
        var workflow = new ImportWorkflow(workspace, (IEventImporter)workspace.Events, workspace.Layout.Staging, context.Clock);
        var report = workflow.Run(request, observer, context.Cancellation);
        ImportReportFiles.Write(workflow.ReportFolder(report.ImportId), report);
        return report;
    }

    private LinkOverlap Link(Workspace workspace, World world)
    {
        context.Note(DemoTexts.StepLink);
        var (first, second) = (world.Knowledge.Name, world.Partner.Name);
        workspace.Partners.PutPartnership(first, second, PartnershipShares.All);
        var table = PairTableReader.Read(Path.Combine(folder.Exports, "links.csv"), PairColumns.OfLinks(first, second), null);
        return workspace
            .Linking(context.Clock)
            .Pairs(first, second, [.. table.Rows.Select(row => new UserPair(row.First, row.Second))])
            .Overlap;
    }

    /// <summary>
    /// Options are chosen and measured with each user's last interaction held out; only then does a model with these options learn from everything.
    /// Choosing on all data first would have let the held-out rows speak.
    /// </summary>
    private DemoDirection Direction(Workspace workspace, string source, string target)
    {
        context.Note(DemoTexts.StepEvaluate(source, target));
        var data = new TrainingData { Domains = [source, target] };
        var dataset = DatasetBuilding.Build(workspace, data, null, context.Cancellation);
        var split = new SplitSpecification(LeaveLastOut, 0.2, options.Seed).Split(dataset, dataset.IndexOf(target));
        var report = new EvaluationRun(split, Settings(), context.Clock, null, context.Cancellation).Run();
        var choice = report.Results[^1].Choice;
        context.Note(DemoTexts.StepTrain(source, target, choice.Model));
        var request = new TrainingRequest
        {
            SourceDomains = [source],
            TargetDomain = target,
            Model = choice.Model,
            OptionsJson = choice.OptionsJson,
            Choice = choice,
            Seed = options.Seed,
            Threads = Environment.ProcessorCount,
            Quality = ModelQuality.Of(report),
        };
        return new DemoDirection(
            source,
            target,
            report,
            ConsoleTrainingListener.Train(new TrainingWorkflow(workspace, context.Clock), request, context)
        );
    }

    // A fixed number rather than a time: the demo's tables are the same on every machine.
    private const int SearchSteps = 40;

    private EvaluationSettings Settings() =>
        new(
            ListProtocol.Full,
            new BenchmarkSettings(
                TrainingWorkflow.Auto,
                null,
                ["item-knn", "implicit-als", "joint-als"],
                SampledCandidates.Default,
                options.Seed,
                Environment.ProcessorCount,
                SearchBudget.Default with
                {
                    Steps = SearchSteps,
                },
                ValidationSet.DefaultMostRows
            )
        );

    /// <summary>The finished campaign as its owner reads it, from the record and by the real clock.</summary>
    private OutcomeReport OutcomeOf(Workspace workspace, World world)
    {
        var campaign = CampaignOptions.Shelf(workspace, context.Clock).Find(world.Knowledge.Name, DemoCampaign.NameOf(world));
        var reader = new OutcomeReader(workspace.Impressions, workspace.Events, workspace.Links, workspace.Catalog, context.Clock);
        var delivery = CampaignDelivery.OnRecord(campaign, workspace.Decisions, context.Clock.GetUtcNow());
        var outcome = reader.Read(campaign, delivery, context.Cancellation);
        return OutcomeReport.Of(outcome, world.Knowledge.Name, 1, context.Clock.GetUtcNow());
    }

    private DemoList Recommend(Workspace workspace, DemoUser user)
    {
        var list = new RecommendationWorkflow(workspace, context.Clock).Recommend(
            new RecommendationRequest
            {
                UserId = user.UserId,
                UserDomain = user.Domain,
                TargetDomain = user.TargetDomain,
                Count = 5,
            }
        );
        return new DemoList(user, list);
    }
}
