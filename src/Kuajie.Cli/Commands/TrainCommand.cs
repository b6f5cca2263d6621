using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie train</c>: a model for one direction, or for both.</summary>
internal sealed class TrainCommand : Verb
{
    private readonly Option<string> target = new("--target", "-t")
    {
        Required = true,
        Description = TrainTexts.TargetOption,
        HelpName = "DOMAIN",
    };
    private readonly Option<string?> source = new("--source", "-s") { Description = TrainTexts.SourceOption, HelpName = "DOMAIN" };
    private readonly Option<bool> both = new("--both-directions") { Description = TrainTexts.BothOption };
    private readonly Option<string> model = new("--model", "-m")
    {
        Description = TrainTexts.ModelOption,
        HelpName = "NAME",
        DefaultValueFactory = _ => TrainingWorkflow.Auto,
    };
    private readonly Option<string?> options = new("--options") { Description = TrainTexts.OptionsOption, HelpName = "JSON" };
    private readonly Option<string?> weights = new("--weights") { Description = TrainTexts.WeightsOption, HelpName = "KIND=WEIGHT,…" };
    private readonly Option<WeightNormalization> normalization = new("--normalize")
    {
        Description = TrainTexts.NormalizeOption,
        HelpName = "none|binary|log1p",
        DefaultValueFactory = _ => WeightNormalization.Log1p,
    };
    private readonly Option<TwinUse> twins = new("--twins")
    {
        Description = TwinsTexts.UseOption,
        HelpName = "keep|exclude",
        DefaultValueFactory = _ => TwinUse.Keep,
    };
    private readonly VectorOptions vectors = new();
    private readonly BudgetOptions budget = new();
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = TrainTexts.SeedOption,
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };
    private readonly Option<string?> refresh = new("--refresh")
    {
        Description = TrainTexts.RefreshOption,
        HelpName = "VERSION",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> measure = new("--measure") { Description = TrainTexts.MeasureOption };
    private readonly Option<int> threads = new("--threads")
    {
        Description = TrainTexts.ThreadsOption,
        DefaultValueFactory = _ => Environment.ProcessorCount,
        HelpName = "N",
    };

    public override string Name => "train";

    public override string Description => TrainTexts.Description;

    public override string Example =>
        "kuajie train --source knowledge --target sports --both-directions\n"
        + "kuajie train --source knowledge --target sports --model joint-als --options '{\"rank\": 64}' --weights purchase=6,view=0.2\n"
        + "kuajie train --source knowledge --target sports --refresh";

    public override void Configure(Command command)
    {
        command.Options.Add(target);
        command.Options.Add(source);
        command.Options.Add(both);
        command.Options.Add(model);
        command.Options.Add(options);
        budget.AddTo(command);
        command.Options.Add(weights);
        command.Options.Add(normalization);
        command.Options.Add(twins);
        vectors.AddTo(command);
        command.Options.Add(seed);
        command.Options.Add(refresh);
        command.Options.Add(measure);
        command.Options.Add(threads);
        threads.AtLeast(1);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var isRefresh = context.IsGiven(refresh);
        if (
            isRefresh
            && ((Option[])[model, options, weights, normalization, twins, seed, measure, .. budget.All]).FirstOrDefault(context.IsGiven)
                is { } other
        )
        {
            throw TrainTexts.RefreshKeepsOptions(other.Name);
        }
        var forward = RequestOf(context);
        TrainingRequest[] requests = context.Value(both)
            ?
            [
                forward,
                forward with
                {
                    SourceDomains = [forward.TargetDomain],
                    TargetDomain = forward.SourceDomains is [var only] ? only : throw TrainTexts.BothNeedsSource(),
                },
            ]
            : [forward];
        using var workspace = Workspace.Open(context.WorkspaceFolder, Name, context.Clock);
        var workflow = new TrainingWorkflow(workspace, context.Clock);
        var trained = requests
            .Select(request =>
                isRefresh
                    ? ConsoleTrainingListener.Refresh(workflow, request, context.Value(refresh), context)
                    : ConsoleTrainingListener.Train(workflow, request, context)
            )
            .ToArray();
        return Task.FromResult(
            new VerbOutcome(new { trained = trained.Select(Document) }, console => Array.ForEach(trained, each => Print(console, each)))
        );
    }

    private TrainingRequest RequestOf(VerbContext context) =>
        new()
        {
            TargetDomain = context.Value(target)!,
            SourceDomains = Sources(context),
            Model = context.Value(model)!,
            OptionsJson = context.Value(options),
            Budget = budget.Value(context),
            Seed = context.Value(seed),
            Threads = context.Value(threads),
            KindWeights = KindWeightsText.Apply(KindWeights.Default, context.Value(weights)),
            Normalization = context.Value(normalization),
            Twins = context.Value(twins),
            IsMeasured = context.Value(measure),
            Vectors = vectors.Read(context, [.. Sources(context), context.Value(target)]),
        };

    private string[] Sources(VerbContext context) =>
        (context.Value(source) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static object Document(TrainedVersion trained) =>
        new
        {
            trained.Version,
            users = trained.Dataset.UserCount,
            holdsUserRows = UserRows.AreHeldBy(trained.Version),
            leaderboard = trained.Leaderboard.Select(entry => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["model"] = entry.Candidate.Model,
                ["options"] = (object)entry.Candidate.Trainer.Options,
                ["hr@10"] = entry.HitRate,
                ["ndcg@10"] = entry.Ndcg,
                ["trainSeconds"] = entry.TrainSeconds,
                ["scoreSeconds"] = entry.ScoreSeconds,
                ["continued"] = entry.IsContinued,
                ["givenUp"] = entry.IsGivenUp,
            }),
            spent = trained.Choice?.Spending,
        };

    /// <summary>What was trained and why, as people read it; the demo shows its models in the same form.</summary>
    public static void Print(IAnsiConsole console, TrainedVersion trained)
    {
        console.MarkupLineInterpolated($"{TrainTexts.Trained(trained)}");
        if (UserRows.AreHeldBy(trained.Version))
        {
            console.MarkupLineInterpolated($"{TrainTexts.HoldsUserRows}");
        }
        if (trained.Leaderboard.Count == 0)
        {
            return;
        }
        if (trained.Choice?.Spending is { } spending)
        {
            console.MarkupLineInterpolated($"{TrainTexts.Spent(spending)}");
        }
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(TrainTexts.ModelColumn, "HR@10", "NDCG@10", TrainTexts.OptionsColumn);
        table.Columns[1].NoWrap().RightAligned();
        table.Columns[2].NoWrap().RightAligned();
        foreach (
            var best in trained
                .Leaderboard.Where(entry => !entry.IsGivenUp)
                .GroupBy(entry => entry.Candidate.Model, StringComparer.Ordinal)
                .Select(group => group.MaxBy(entry => entry.Merit)!)
                .OrderByDescending(entry => entry.Merit)
        )
        {
            table.AddRow(
                Markup.Escape(best.Candidate.Model),
                best.HitRate.ToString("P1", CultureInfo.InvariantCulture),
                best.Ndcg.ToString("P1", CultureInfo.InvariantCulture),
                Markup.Escape(TrainTexts.OptionsOf(best.Candidate.Trainer))
            );
        }
        console.Write(table);
    }
}
