using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Bridges;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Audience;
using Kuajie.Storage.Files;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience tags</c>: which tags of two domains go together; as a file to edit, and decisions from one.</summary>
internal sealed class AudienceTagsCommand : Verb
{
    private const string Decider = "cli";
    private const int MostPrinted = 30;
    private readonly Option<string> domain = new("--domain", "-d")
    {
        Description = AudienceVerbTexts.DomainOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> with = new("--with-domain")
    {
        Description = AudienceVerbTexts.TagsWithOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string?> output = new("--output", "-o") { Description = AudienceVerbTexts.TagsOutputOption, HelpName = "FILE" };
    private readonly Option<string?> input = new("--input", "-i") { Description = AudienceVerbTexts.TagsInputOption, HelpName = "FILE" };

    public override string Name => "tags";

    public override string Description => AudienceVerbTexts.TagsDescription;

    public override string Example =>
        "kuajie audience tags --domain knowledge --with-domain sports --output tags.csv\n"
        + "kuajie audience tags --domain knowledge --with-domain sports --input tags.csv";

    public override void Configure(Command command)
    {
        command.Options.Add(domain);
        command.Options.Add(with);
        command.Options.Add(output);
        command.Options.Add(input);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        var file = context.Value(input);
        using var workspace = file is null
            ? Workspace.OpenForReading(context.WorkspaceFolder, "audience tags", context.Clock)
            : Workspace.Open(context.WorkspaceFolder, "audience tags", context.Clock);
        var (first, second) = (context.Value(domain)!, context.Value(with)!);
        var partnership = PartnershipOf(workspace, first, second);
        var bridges = new TasteBridges(workspace.Events, workspace.Links, context.Clock);
        var mappings = new TagMappings(bridges, workspace.TagMappings, context.Clock);
        if (file is not null)
        {
            using var reader = new StringReader(TextOf(file));
            // The file is the whole of what is decided: the revision is the one there is.
            var revision = workspace.TagMappings.Find(partnership.PartnershipId)?.Revision ?? 0;
            mappings.Put(partnership, first, TagMappingTable.Read(reader), revision, Decider);
        }
        var told = mappings.Read(partnership, first, BridgeDiscretion.Owner);
        var written = context.Value(output);
        if (written is not null)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            TagMappingTable.Write(writer, told);
            OutputFile.WriteText(written, "\uFEFF" + writer);
        }
        return Task.FromResult(new VerbOutcome(told, console => Print(console, told, written)));
    }

    private static Partnership PartnershipOf(Workspace workspace, string first, string second)
    {
        workspace.Partners.ThrowIfUnknown(first);
        workspace.Partners.ThrowIfUnknown(second);
        return workspace.Partners.Partnerships().FirstOrDefault(known => known.Joins(first, second))
            ?? throw AudienceVerbTexts.Source.Fault("no-partnership", "NoPartnership", isUsage: true, arguments: [first, second]);
    }

    private static string TextOf(string file)
    {
        try
        {
            return TableFile.Decode(File.ReadAllBytes(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw AudienceVerbTexts.Source.Fault("cannot-read", "CannotRead", isUsage: true, arguments: [file, fault.Message]);
        }
    }

    private static void Print(IAnsiConsole console, ToldTagMapping told, string? written)
    {
        console.Line(AudienceVerbTexts.TagsLearnt(told.People, told.Revision, told.Pairs.Count(pair => pair.Edit is not null)));
        if (told.Shortage is { } shortage)
        {
            console.Line(shortage);
        }
        if (written is not null)
        {
            console.Line(AudienceVerbTexts.TagsWritten(told.Pairs.Count, written));
            return;
        }
        var table = new Table()
            .Border(TableBorder.Minimal)
            .AddColumns(
                Markup.Escape(told.From),
                Markup.Escape(told.To),
                AudienceVerbTexts.WeightColumn,
                AudienceVerbTexts.LiftColumn,
                AudienceVerbTexts.OriginColumn
            );
        foreach (var pair in told.Pairs.Take(MostPrinted))
        {
            table.AddRow(
                PlainLines.Cell(pair.From),
                PlainLines.Cell(pair.To),
                PlainLines.Cell(pair.Weight.ToString("0.00", CultureInfo.InvariantCulture)),
                PlainLines.Cell(pair.Evidence is { } found ? found.Lift.ToString("0.00", CultureInfo.InvariantCulture) : "–"),
                PlainLines.Cell(AudienceVerbTexts.Origin(pair.Origin))
            );
        }
        console.Write(table);
    }
}
