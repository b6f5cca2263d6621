using System.CommandLine;
using Kuajie.Cli.Imports;
using Kuajie.Cli.Output;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;
using Kuajie.Platform.Users;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>Brings exports into the workspace.</summary>
internal sealed class ImportCommand : Verb
{
    private readonly Option<string> domain = new("--domain", "-d") { Required = true, HelpName = "NAME" };
    private readonly Option<string[]> interactions = Files("--interactions", "-i");
    private readonly Option<string[]> items = Files("--items");
    private readonly Option<string[]> users = Files("--users");
    private readonly Option<string?> map = new("--map") { HelpName = "ROLE=COLUMN,…" };
    private readonly Option<string?> preset = new("--preset") { HelpName = "NAME" };
    private readonly Option<string?> encoding = new("--encoding") { HelpName = "NAME" };
    private readonly Option<string> timeZone = new("--time-zone") { HelpName = "ZONE", DefaultValueFactory = _ => "UTC" };
    private readonly Option<string?> ratingRange = new("--rating-range") { HelpName = "LEAST..MOST" };
    private readonly Option<string?> kind = new("--kind") { HelpName = "KIND" };
    private readonly Option<string?> pseudonymize = new("--pseudonymize") { HelpName = "KEYFILE" };
    private readonly Option<string?> vectors = new("--vectors") { HelpName = "FILE" };
    private readonly Option<bool> dryRun = new("--dry-run");

    public override string Name => "import";

    public override string Description => ImportCommandTexts.Source.Format("Description");

    public override string Example =>
        """
            kuajie import --domain knowledge --interactions events.csv --items courses.csv --time-zone Asia/Shanghai
            kuajie import --domain sports --interactions "logs/*.parquet" --map user=fan,item=match,kind=action,time=ts
            kuajie import --domain knowledge --vectors courses.parquet
            kuajie import --domain movies --interactions ratings.dat --items movies.dat --preset movielens
            """;

    public override void Configure(Command command)
    {
        Option[] options =
        [
            domain,
            interactions,
            items,
            users,
            vectors,
            map,
            preset,
            encoding,
            timeZone,
            ratingRange,
            kind,
            pseudonymize,
            dryRun,
        ];
        foreach (var option in options)
        {
            option.Description = ImportCommandTexts.Source.Format($"Option_{option.Name.TrimStart('-').Replace('-', '_')}");
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var request = Request(context);
        if (context.Value(vectors) is { } vectorFile)
        {
            return Task.FromResult(ImportVectors(context, request, vectorFile));
        }
        using var workspace = Workspace.OpenOrCreate(context.WorkspaceFolder, "import", context.Clock);
        using var observer = new ImportObserver(context);
        var workflow = new ImportWorkflow(workspace, (IEventImporter)workspace.Events, workspace.Layout.Staging, context.Clock);
        var report = workflow.Run(request, observer, context.Cancellation);
        var folder = report is { AlreadyImported: false, DryRun: false } ? workflow.ReportFolder(report.ImportId) : null;
        if (folder is not null)
        {
            ImportReportFiles.Write(folder, report);
        }
        return Task.FromResult(new VerbOutcome(report, console => ImportReportConsole.Print(console, report, folder)));
    }

    /// <summary>Vectors replace a domain's former ones whole: there are no rows to clean, and nothing for a quality report to say.</summary>
    private static VerbOutcome ImportVectors(VerbContext context, ImportRequest request, string file)
    {
        if (request.Interactions.Count + request.Items.Count + request.Users.Count > 0)
        {
            throw ImportCommandTexts.Source.Fault("vectors-alone", "VectorsAlone", "--vectors", isUsage: true);
        }
        var read = VectorOptions.ReadFile(file);
        using var workspace = Workspace.OpenOrCreate(context.WorkspaceFolder, "import", context.Clock);
        if (!request.IsDryRun)
        {
            workspace.Partners.EnsureDomain(request.Domain);
            workspace.Vectors.ReplaceVectors(request.Domain, read);
        }
        return new VerbOutcome(
            new
            {
                request.Domain,
                vectors = read.ByItem.Count,
                vectorLength = read.Length,
                dryRun = request.IsDryRun,
            },
            console =>
                console.Line(
                    ImportCommandTexts.Source.Format("VectorsRead", request.Domain, PlainLines.Count(read.ByItem.Count), read.Length)
                )
        );
    }

    private ImportRequest Request(VerbContext context) =>
        new()
        {
            Domain = ImportOptionTexts.Domain(context.Value(domain)!),
            Interactions = context.Value(interactions) ?? [],
            Items = context.Value(items) ?? [],
            Users = context.Value(users) ?? [],
            Map = ImportOptionTexts.Map(context.Value(map)),
            Preset = ImportOptionTexts.Preset(context.Value(preset)),
            Encoding = context.Value(encoding),
            TimeZone = context.Value(timeZone)!,
            RatingRange = ImportOptionTexts.Range(context.Value(ratingRange)),
            DefaultKind = ImportOptionTexts.Kind(context.Value(kind)),
            Pseudonymizer = context.Value(pseudonymize) is { } keyFile ? Pseudonymizer.FromKeyFile(keyFile) : null,
            IsDryRun = context.Value(dryRun),
        };

    private static Option<string[]> Files(params string[] names) =>
        new(names[0], names[1..])
        {
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
            HelpName = "FILE…",
        };
}
