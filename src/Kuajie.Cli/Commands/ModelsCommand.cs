using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie models</c>: which model versions there are and which one serves.</summary>
internal sealed class ModelsCommand : Verb
{
    public override string Name => "models";

    public override string Description => ModelsTexts.Description;

    public override string Example => "kuajie models list\nkuajie models promote 20260301-101500-joint-als --source knowledge";

    public override IReadOnlyList<Verb> SubVerbs { get; } = [new ListCommand(), new PromoteCommand()];

    public override Task<VerbOutcome> RunAsync(VerbContext context) => SubVerbs[0].RunAsync(context);

    private sealed class ListCommand : Verb
    {
        public override string Name => "list";

        public override string Description => ModelsTexts.ListDescription;

        public override string Example => "kuajie models list --json";

        public override Task<VerbOutcome> RunAsync(VerbContext context)
        {
            using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, Name, context.Clock);
            var serving = workspace.Models.ServingAll().ToLookup(place => place.VersionId, StringComparer.Ordinal);
            var versions = workspace.Models.All();
            var document = versions.Select(version => new
            {
                version,
                servesFrom = serving[version.VersionId].Select(place => place.SourceDomain),
            });
            return Task.FromResult(new VerbOutcome(document, console => Print(console, versions, serving)));
        }

        private static void Print(IAnsiConsole console, IReadOnlyList<ModelVersion> versions, ILookup<string, ServingPlace> serving)
        {
            if (versions.Count == 0)
            {
                console.MarkupLineInterpolated($"{ModelsTexts.Empty}");
                return;
            }
            var table = new Table()
                .Border(TableBorder.Minimal)
                .AddColumns(
                    ModelsTexts.VersionColumn,
                    ModelsTexts.ModelColumn,
                    ModelsTexts.DomainsColumn,
                    ModelsTexts.TrainedColumn,
                    ModelsTexts.ServesColumn
                );
            foreach (var version in versions)
            {
                var others = version.Domains.Where(domain => !string.Equals(domain, version.TargetDomain, StringComparison.Ordinal));
                table.AddRow(
                    Markup.Escape(version.VersionId),
                    Markup.Escape(version.Model),
                    Markup.Escape($"{string.Join("+", others)} → {version.TargetDomain}"),
                    version.TrainedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    Markup.Escape(
                        string.Join(", ", serving[version.VersionId].Select(place => $"{place.SourceDomain ?? "·"} → {place.TargetDomain}"))
                    )
                );
            }
            console.Write(table);
        }
    }

    private sealed class PromoteCommand : Verb
    {
        private readonly Argument<string> version = new("version") { Description = ModelsTexts.VersionArgument };
        private readonly Option<string?> source = new("--source") { Description = ModelsTexts.SourceOption, HelpName = "DOMAIN" };

        public override string Name => "promote";

        public override string Description => ModelsTexts.PromoteDescription;

        public override string Example => "kuajie models promote 20260301-101500-joint-als --source knowledge";

        public override void Configure(Command command)
        {
            command.Arguments.Add(version);
            command.Options.Add(source);
        }

        public override Task<VerbOutcome> RunAsync(VerbContext context)
        {
            using var workspace = Workspace.Open(context.WorkspaceFolder, "models promote", context.Clock);
            var wanted = context.Value(version)!;
            var from = context.Value(source);
            var found =
                workspace.Models.Find(wanted)
                ?? throw new KuajieException(
                    "unknown-model-version",
                    ModelsTexts.UnknownFound(wanted),
                    ModelsTexts.UnknownExpected,
                    ModelsTexts.UnknownCure
                );
            if (
                from is not null
                && (
                    !found.Domains.Contains(from, StringComparer.Ordinal)
                    || string.Equals(from, found.TargetDomain, StringComparison.Ordinal)
                )
            )
            {
                throw new KuajieException(
                    "wrong-source",
                    ModelsTexts.SourceFound(from),
                    ModelsTexts.SourceExpected(string.Join(", ", found.Domains)),
                    ModelsTexts.SourceCure,
                    isUsage: true
                );
            }
            workspace.Models.Promote(wanted, from);
            var document = new
            {
                found.VersionId,
                sourceDomain = from,
                found.TargetDomain,
            };
            return Task.FromResult(
                new VerbOutcome(
                    document,
                    console => console.MarkupLineInterpolated($"{ModelsTexts.Promoted(wanted, from, found.TargetDomain)}")
                )
            );
        }
    }
}
