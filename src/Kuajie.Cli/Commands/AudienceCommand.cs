using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Platform.Faults;

namespace Kuajie.Cli.Commands;

/// <summary><c>kuajie audience</c>: who the users of a domain are, and named groups of them.</summary>
internal sealed class AudienceCommand : Verb
{
    public override string Name => "audience";

    public override string Description => AudienceVerbTexts.Description;

    public override string Example =>
        "kuajie audience define --domain knowledge --name runners --rule 'tag(\"running\") > 0.3 and recency < 30d'\n"
        + "kuajie audience lookalike --domain knowledge --name runners";

    public override IReadOnlyList<Verb> SubVerbs =>
        [
            new AudienceSegmentsCommand(),
            new AudienceDefineCommand(),
            new AudienceCountCommand(),
            new AudienceExportCommand(),
            new AudienceClusterCommand(),
            new AudienceLookAlikeCommand(),
            new AudienceOverlapCommand(),
            new AudienceProfileCommand(),
            new AudienceTagsCommand(),
        ];

    public override Task<VerbOutcome> RunAsync(VerbContext context) =>
        throw AudienceVerbTexts.Source.Fault("missing-verb", "MissingVerb", isUsage: true);
}
