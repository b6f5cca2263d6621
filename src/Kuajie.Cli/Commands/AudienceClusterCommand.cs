using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience cluster</c>: looks for clusters of users, and says so where there are none.</summary>
internal sealed class AudienceClusterCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<int> fewest = new("--fewest")
    {
        Description = AudienceVerbTexts.FewestOption,
        HelpName = "N",
        DefaultValueFactory = _ => new ProfileClusterer().Fewest,
    };
    private readonly Option<int> most = new("--most")
    {
        Description = AudienceVerbTexts.MostOption,
        HelpName = "N",
        DefaultValueFactory = _ => new ProfileClusterer().Most,
    };
    private readonly Option<int> seed = new("--seed")
    {
        Description = AudienceVerbTexts.SeedOption,
        HelpName = "N",
        DefaultValueFactory = _ => new ProfileClusterer().Seed,
    };
    private readonly Option<string> saveAs = new("--save-as") { Description = AudienceVerbTexts.SaveAsOption, HelpName = "PREFIX" };

    private readonly Option<bool> withoutFactors = new("--without-factors") { Description = AudienceVerbTexts.WithoutFactorsOption };
    private readonly Option<string?> model = new("--model-version") { Description = AudienceVerbTexts.ClusterModelOption, HelpName = "ID" };

    public override string Name => "cluster";

    public override string Description => AudienceVerbTexts.ClusterDescription;

    public override string Example => "kuajie audience cluster --domain knowledge --save-as taste";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        foreach (var option in (Option[])[fewest, most, seed, saveAs, withoutFactors, model])
        {
            command.Options.Add(option);
        }
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var prefix = context.Value(saveAs);
        using var workspace = prefix is null
            ? Workspace.OpenForReading(context.WorkspaceFolder, "audience cluster", context.Clock)
            : Workspace.Open(context.WorkspaceFolder, "audience cluster", context.Clock);
        var clusterer = new ProfileClusterer
        {
            Fewest = context.Value(fewest),
            Most = context.Value(most),
            Seed = context.Value(seed),
        };
        var domain = options.DomainOf(context, workspace);
        var use = new FactorUse(!context.Value(withoutFactors), context.Value(model));
        var segments = options.Segments(context, workspace);
        segments.ThrowIfInvalid(domain, clusterer, use, prefix);
        var answer = Cluster(context, progress => segments.Cluster(domain, clusterer, use, progress, context.Cancellation));
        if (prefix is not null && answer.Clustering.Model is not null)
        {
            segments.Save(domain, answer, prefix);
        }
        var found = answer.Clustering;
        var document = new
        {
            domain,
            found.HasStructure,
            verdict = found.Verdict.ToString(),
            found.Silhouette,
            found.ReferenceSilhouette,
            found.Stability,
            found.Choices,
            compared = new
            {
                text = answer.Told,
                answer.Features.Factors,
                modelVersion = answer.Features.Factors > 0 ? answer.Features.VersionId : null,
                found.SameByProfile,
            },
            clusters = found.Segments.Select(segment => new
            {
                segment = prefix is null ? null : AudienceSegments.ClusterName(prefix, segment.Number),
                name = segment.Name.ToString(),
                users = segment.Size,
                segment.Share,
                segment.Tags,
            }),
        };
        return Task.FromResult(new VerbOutcome(document, console => Print(console, answer, prefix)));
    }

    private static DomainClusters Cluster(VerbContext context, Func<IProgress<AudienceProgress>, DomainClusters> find)
    {
        using var progress = new ConsoleAudienceProgress(context);
        return find(progress);
    }

    private static void Print(IAnsiConsole console, DomainClusters answer, string? prefix)
    {
        var found = answer.Clustering;
        console.Line(found.Verdict.ToString());
        if (found.Segments.Count == 0)
        {
            return;
        }
        console.Line(answer.Told);
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(
                AudienceVerbTexts.SegmentColumn,
                AudienceVerbTexts.UsersColumn,
                AudienceVerbTexts.ClusterColumn,
                AudienceVerbTexts.LiftColumn
            );
        table.Columns[1].NoWrap().RightAligned();
        foreach (var segment in found.Segments)
        {
            table.AddRow(
                PlainLines.Cell(AudienceSegments.ClusterName(prefix ?? "", segment.Number).TrimStart('-')),
                PlainLines.Cell(PlainLines.Count(segment.Size)),
                PlainLines.Cell(segment.Name.ToString()),
                PlainLines.Cell(
                    string.Join(", ", segment.Tags.Select(tag => $"{tag.Tag} ×{tag.Lift.ToString("0.0", CultureInfo.InvariantCulture)}"))
                )
            );
        }
        console.Write(table);
    }
}
