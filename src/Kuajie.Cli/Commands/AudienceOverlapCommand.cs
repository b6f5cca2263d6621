using System.CommandLine;
using System.Globalization;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;
using Spectre.Console;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience overlap</c>: how far two segments are the same people.</summary>
internal sealed class AudienceOverlapCommand : Verb
{
    private readonly AudienceOptions options = new();
    private readonly Option<string> name = new("--name")
    {
        Description = AudienceVerbTexts.NameOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string> with = new("--with")
    {
        Description = AudienceVerbTexts.WithOption,
        HelpName = "NAME",
        Required = true,
    };
    private readonly Option<string?> withDomain = new("--with-domain")
    {
        Description = AudienceVerbTexts.WithDomainOption,
        HelpName = "NAME",
    };

    public override string Name => "overlap";

    public override string Description => AudienceVerbTexts.OverlapDescription;

    public override string Example => "kuajie audience overlap --domain knowledge --name runners --with fans --with-domain sports";

    public override void Configure(Command command)
    {
        options.AddTo(command);
        command.Options.Add(name);
        command.Options.Add(with);
        command.Options.Add(withDomain);
    }

    public override Task<VerbOutcome> RunAsync(VerbContext context)
    {
        using var workspace = Workspace.OpenForReading(context.WorkspaceFolder, "audience overlap", context.Clock);
        var domain = options.DomainOf(context, workspace);
        var other = context.Value(withDomain) ?? domain;
        workspace.Partners.ThrowIfUnknown(other);
        var segments = options.Segments(context, workspace);
        // Whoever has the workspace's files sees users anyway: every count is told.
        var overlap = segments.Overlap(segments.Find(domain, context.Value(name)!), segments.Find(other, context.Value(with)!), 1);
        return Task.FromResult(new VerbOutcome(overlap, console => Print(console, overlap, isAcross: other != domain)));
    }

    private static void Print(IAnsiConsole console, SegmentOverlap overlap, bool isAcross)
    {
        console.Line(AudienceVerbTexts.Overlapping(isAcross, overlap.All, overlap.First, overlap.Second, overlap.Both));
        if (overlap is { Jaccard: { } share, Lift: { } lift })
        {
            console.Line(AudienceVerbTexts.OverlapRatios(share, lift.ToString("0.00", CultureInfo.InvariantCulture)));
        }
    }
}
