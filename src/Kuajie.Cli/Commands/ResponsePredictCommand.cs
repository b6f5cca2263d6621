using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response predict</c>: what a kept model expects of users and items now, and why.</summary>
internal sealed class ResponsePredictCommand : Verb
{
    private const int MostPrinted = 5;
    private readonly DomainAndName options = new(
        ResponseVerbTexts.Source.Format("DomainOption"),
        ResponseVerbTexts.Source.Format("NameOption")
    );
    private readonly Option<string[]> users = Several("--user", "UserOption");
    private readonly Option<string[]> items = Several("--item", "ItemOption");
    private readonly Option<string?> itemDomain = Told<string?>("--item-domain", "ItemDomainOption", "NAME");
    private readonly Option<int?> position = Told<int?>("--position", "PositionOption", "N");
    private readonly Option<string?> placement = Told<string?>("--placement", "PlacementOption", "NAME");
    private readonly Option<string?> creative = Told<string?>("--creative", "CreativeOption", "CAMPAIGN:CREATIVE");

    public override string Name => "predict";

    public override string Description => ResponseVerbTexts.Source.Format("PredictDescription");

    public override string Example =>
        "kuajie response predict --domain knowledge --name clicks --user u1024 --item c17 --item c18 --position 1 --placement home";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        foreach (var option in new Option[] { users, items, itemDomain, position, placement, creative })
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "response predict", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var kept = new ResponseShelf(workspace.ResponseModels, context.Clock).Find(domain, options.NameOf(context));
        var how = new ShownAs(context.Value(position), context.Value(placement), context.Value(creative));
        var found = ResponseCommand
            .WorkflowOf(workspace)
            .Predict(
                kept,
                context.Value(users)!,
                [.. context.Value(items)!.Select(item => new ResponseItem(context.Value(itemDomain) ?? domain, item, how))],
                context.Clock.GetUtcNow(),
                context.Cancellation
            );
        var document = new
        {
            kept.Model.Outcome,
            predictions = found.Select(each => new
            {
                user = each.UserId,
                each.Item.Domain,
                item = each.Item.ItemId,
                each.IsKnown,
                each.Prediction.Value,
                each.Prediction.Score,
                each.Prediction.Base,
                contributions = Largest(each),
                each.Prediction.UnknownLevels,
            }),
        };
        return Task.FromResult(new VerbOutcome(document, console => Print(console, found)));
    }

    private static IEnumerable<FeatureContribution> Largest(UserResponse response) =>
        response.Prediction.Contributions.OrderByDescending(each => Math.Abs(each.Amount));

    private static void Print(IAnsiConsole console, IReadOnlyList<UserResponse> found)
    {
        var texts = ResponseVerbTexts.Source;
        var table = DecisionOptions.Grid(
            0,
            texts.Format("UserColumn"),
            texts.Format("ItemColumn"),
            texts.Format("PredictedColumn"),
            texts.Format("WhyColumn")
        );
        foreach (var each in found)
        {
            table.Row(
                each.UserId,
                each.Item.ItemId,
                ResponseTables.Number(each.Prediction.Value),
                string.Join(
                    "; ",
                    Largest(each)
                        .Where(part => part.Amount != 0)
                        .Take(MostPrinted)
                        .Select(part => $"{ResponseFeatureNames.Of(part.Feature)} {ResponseTables.Signed(part.Amount)}")
                )
            );
        }
        console.Write(table);
    }

    private static Option<string[]> Several(string name, string text) =>
        new(name)
        {
            Description = ResponseVerbTexts.Source.Format(text),
            HelpName = "ID",
            Required = true,
        };

    private static Option<T> Told<T>(string name, string text, string help) =>
        new(name) { Description = ResponseVerbTexts.Source.Format(text), HelpName = help };
}
