using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response</c>: trains response models of a domain and sets them beside the base rate; keeps one under a name where asked to.</summary>
internal sealed class ResponseCommand : Verb
{
    private readonly Option<string> domain = new("--domain", "-d")
    {
        Required = true,
        Description = ResponseVerbTexts.Source.Format("DomainOption"),
        HelpName = "DOMAIN",
    };
    private readonly Option<ResponseOutcome> outcome = new("--outcome")
    {
        Description = ResponseVerbTexts.Source.Format("OutcomeOption"),
        DefaultValueFactory = _ => ResponseOutcome.Conversion,
        HelpName = "conversion|click|viewtime|interaction",
    };
    private readonly Option<ResponseOccasion?> occasion = new("--after")
    {
        Description = ResponseVerbTexts.Source.Format("AfterOption"),
        HelpName = "view|impression",
    };
    private readonly Option<int?> days = new("--days") { Description = ResponseVerbTexts.Source.Format("DaysOption"), HelpName = "N" };
    private readonly Option<int> seed = new("--seed")
    {
        Description = ResponseVerbTexts.Source.Format("SeedOption"),
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };
    private readonly Option<FileInfo> model = new("--model")
    {
        Description = ResponseVerbTexts.Source.Format("ModelOption"),
        HelpName = "FILE",
    };
    private readonly Option<string?> keep = new("--keep")
    {
        Description = ResponseVerbTexts.Source.Format("KeepOption"),
        HelpName = "NAME",
    };

    public override string Name => "response";

    public override string Description => ResponseVerbTexts.Source.Format("Description");

    public override string Example =>
        "kuajie response --domain knowledge\nkuajie response --domain knowledge --outcome interaction --days 7 --model interaction.json\n"
        + "kuajie response --domain knowledge --outcome click --keep clicks";

    public override IReadOnlyList<Verb> SubVerbs =>
        [new ResponseListCommand(), new ResponseShowCommand(), new ResponsePredictCommand(), new ResponseRemoveCommand()];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { domain, outcome, occasion, days, seed, model, keep })
        {
            command.Options.Add(option);
        }
        days.AtLeast(1);
        seed.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var name = context.Value(keep);
        using var workspace = name is null
            ? Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock)
            : Workspace.Open(context.WorkspaceFolder, Name, context.Clock);
        var given = context.Value(domain)!;
        var predicted = context.Value(outcome);
        var request = new ResponseRequest
        {
            Domain = given,
            Outcome = predicted,
            Occasion = context.Value(occasion) ?? ResponseRequest.UsualOccasion(predicted),
            Window = TimeSpan.FromDays(context.Value(days) ?? ResponseRequest.UsualDays(predicted)),
            // Whoever works on the workspace itself may read all of it.
            OtherDomains = [.. workspace.Partners.Domains().Select(each => each.Name).Where(each => each != given)],
            TimeZone = workspace.Partners.ZoneOf(given).Id,
            Options = new ResponseOptions { Seed = (ulong)context.Value(seed) },
        };
        var shelf = new ResponseShelf(workspace.ResponseModels, context.Clock);
        if (name is not null)
        {
            shelf.ThrowIfNoPlace(given, name);
        }
        var training = Train(context, WorkflowOf(workspace), request);
        if (training.Model is { } chosen && context.Value(model) is { } file)
        {
            using var stream = new MemoryStream();
            chosen.Save(stream);
            File.WriteAllBytes(file.FullName, stream.ToArray());
        }
        if (name is not null)
        {
            shelf.Keep(name, request, training);
        }
        return Task.FromResult(new VerbOutcome(Document(training.Report), console => ResponseTables.Print(console, training.Report)));
    }

    private static ResponseTraining Train(VerbContext context, ResponseWorkflow workflow, ResponseRequest request)
    {
        using var progress = new ConsoleAudienceProgress(context);
        return workflow.Train(request, progress, context.Cancellation);
    }

    /// <summary>Rows, training and prediction over a workspace.</summary>
    internal static ResponseWorkflow WorkflowOf(Workspace workspace) =>
        new(workspace.Partners, workspace.Events, workspace.Catalog, workspace.Impressions, workspace.Events);

    /// <summary>Sentences in the person's language in place of codes.</summary>
    internal static object Document(ResponseReport report) =>
        new
        {
            report.Outcome,
            report.Parts,
            report.Contenders,
            report.Chosen,
            Notes = report.Notes.Select(ResponseFeatureNames.Of),
            Shortage = report.Shortage?.ToString(),
        };
}
