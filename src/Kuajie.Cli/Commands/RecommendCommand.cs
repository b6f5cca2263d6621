using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie recommend</c>: a list for one user, with reasons.</summary>
internal sealed class RecommendCommand : Verb
{
    private readonly Option<string> user = new("--user", "-u")
    {
        Required = true,
        Description = RecommendTexts.UserOption,
        HelpName = "ID",
    };
    private readonly Option<string?> userDomain = new("--user-domain")
    {
        Description = RecommendTexts.UserDomainOption,
        HelpName = "DOMAIN",
    };
    private readonly Option<string> domain = new("--domain", "-d")
    {
        Required = true,
        Description = RecommendTexts.DomainOption,
        HelpName = "DOMAIN",
    };
    private readonly Option<int> count = new("-k", "--count")
    {
        Description = RecommendTexts.CountOption,
        DefaultValueFactory = _ => 10,
        HelpName = "N",
    };
    private readonly Option<bool> explain = new("--explain") { Description = RecommendTexts.ExplainOption };
    private readonly Option<string?> model = new("--model-version")
    {
        Description = RecommendTexts.ModelVersionOption,
        HelpName = "VERSION",
    };

    private readonly Option<string?> diversity = new("--diversity") { Description = RecommendTexts.DiversityOption, HelpName = "METHOD:S" };
    private readonly Option<string?> explore = new("--explore") { Description = RecommendTexts.ExploreOption, HelpName = "POLICY:N" };
    private readonly Option<ulong?> seed = new("--seed") { Description = RecommendTexts.SeedOption, HelpName = "S" };
    private readonly Option<string?> pseudonymize = new("--pseudonymize")
    {
        Description = RecommendTexts.PseudonymizeOption,
        HelpName = "KEYFILE",
    };

    public override string Name => "recommend";

    public override string Description => RecommendTexts.Description;

    public override string Example =>
        "kuajie recommend --user U1001 --domain sports -k 10 --explain --language zh\n"
        + "kuajie recommend --user U1001 --domain sports --diversity mmr:0.3\n"
        + "kuajie recommend --user U1001 --domain sports --explore softmax:0.1 --seed 7";

    public override void Configure(Command command)
    {
        command.Options.Add(user);
        command.Options.Add(userDomain);
        command.Options.Add(domain);
        command.Options.Add(count);
        command.Options.Add(explain);
        command.Options.Add(model);
        command.Options.Add(diversity);
        command.Options.Add(explore);
        command.Options.Add(seed);
        command.Options.Add(pseudonymize);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var userId = context.Value(user)!;
        if (context.Value(pseudonymize) is { } keyFile)
        {
            userId = Pseudonymizer.FromKeyFile(keyFile).UserPseudonym(userId);
        }
        var reranking = RankingText.Diversity(context.Value(diversity));
        var exploration = RankingText.Exploration(context.Value(explore));
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
        var list = new RecommendationWorkflow(workspace, context.Clock).Recommend(
            new RecommendationRequest
            {
                UserId = userId,
                UserDomain = context.Value(userDomain),
                TargetDomain = context.Value(domain)!,
                Count = context.Value(count),
                MostReasons = context.Value(explain) ? 3 : 1,
                Diversity = reranking,
                Exploration = exploration,
                Seed = context.Value(seed),
                ModelVersionId = context.Value(model),
            }
        );
        return Task.FromResult(new VerbOutcome(list, console => Print(console, list, context.Value(explain))));
    }

    /// <summary>A list as people read it; the demo shows its lists in the same form.</summary>
    public static void Print(IAnsiConsole console, RecommendationList list, bool explain)
    {
        console.MarkupLineInterpolated($"{RecommendTexts.Heading(list)}");
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns("#", RecommendTexts.ItemColumn, RecommendTexts.ScoreColumn, RecommendTexts.ReasonColumn);
        table.Columns[0].NoWrap().RightAligned();
        table.Columns[2].NoWrap().RightAligned();
        if (list.Exploration is not null)
        {
            table.AddColumn(new TableColumn(RecommendTexts.PropensityColumn).NoWrap().RightAligned());
        }
        foreach (var (place, item) in list.Items.Index())
        {
            table.AddRow([
                (place + 1).ToString(CultureInfo.InvariantCulture),
                Markup.Escape(item.Title is null ? item.Item : $"{item.Title} ({item.Item})"),
                item.Score.ToString("0.000", CultureInfo.InvariantCulture),
                Markup.Escape(string.Join(Environment.NewLine, item.Reasons.Select(reason => ReasonLine(reason, explain)))),
                .. Chances(item),
            ]);
        }
        console.Write(table);
        if (list.Exploration is { } drawn)
        {
            console.MarkupLineInterpolated($"{RecommendTexts.Drawn(drawn)}");
        }
        if (list.Items.Count == 0)
        {
            console.MarkupLineInterpolated($"{RecommendTexts.NothingLeft}");
        }
    }

    /// <summary>How probable the place was, and how probable anywhere in the list; nothing where nothing was left to chance.</summary>
    private static IEnumerable<string> Chances(RecommendedItem item) =>
        item.Propensity is { } propensity
            ? [FormattableString.Invariant($"{propensity.AtPosition:0.0000} / {propensity.InList:0.0000}")]
            : [];

    private static string ReasonLine(Reason reason, bool explain) =>
        explain && reason.Contribution is { } share ? $"{reason.Text} [{share.ToString("P0", CultureInfo.InvariantCulture)}]" : reason.Text;
}
