using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie response</c>: trains response models of a domain and sets them beside the base rate.</summary>
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
    private readonly Option<ResponseOccasion> occasion = new("--after")
    {
        Description = ResponseVerbTexts.Source.Format("AfterOption"),
        DefaultValueFactory = _ => ResponseOccasion.View,
        HelpName = "view|impression",
    };
    private readonly Option<int> days = new("--days")
    {
        Description = ResponseVerbTexts.Source.Format("DaysOption"),
        DefaultValueFactory = _ => 14,
        HelpName = "N",
    };
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

    public override string Name => "response";

    public override string Description => ResponseVerbTexts.Source.Format("Description");

    public override string Example =>
        "kuajie response --domain knowledge\nkuajie response --domain knowledge --outcome interaction --days 7 --model interaction.json";

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { domain, outcome, occasion, days, seed, model })
        {
            command.Options.Add(option);
        }
        days.AtLeast(1);
        seed.AtLeast(0);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
        var workflow = new ResponseWorkflow(workspace.Partners, workspace.Events, workspace.Catalog, workspace.Impressions);
        var request = new ResponseRequest
        {
            Domain = context.Value(domain)!,
            Outcome = context.Value(outcome),
            Occasion = context.Value(occasion),
            Window = TimeSpan.FromDays(context.Value(days)),
            Options = new ResponseOptions { Seed = (ulong)context.Value(seed) },
        };
        var training = workflow.Train(request, context.Cancellation);
        if (training.Model is { } chosen && context.Value(model) is { } file)
        {
            using var stream = new MemoryStream();
            chosen.Save(stream);
            File.WriteAllBytes(file.FullName, stream.ToArray());
        }
        return Task.FromResult(new VerbOutcome(Document(training.Report), console => ResponseTables.Print(console, training.Report)));
    }

    /// <summary>Sentences in the person's language in place of codes.</summary>
    private static object Document(ResponseReport report) =>
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
