using System.CommandLine;
using Kuajie.Cli.Output;
using Kuajie.Cli.Texts;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Cli.Commands;

/// <summary>What every verb about audiences asks for: the domain, and the time zone its hours and days are counted in.</summary>
internal sealed class AudienceOptions
{
    private readonly Option<string> domain = new("--domain", "-d")
    {
        Description = AudienceVerbTexts.DomainOption,
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string?> timeZone = new("--time-zone") { Description = AudienceVerbTexts.TimeZoneOption, HelpName = "ZONE" };

    public void AddTo(Command command)
    {
        command.Options.Add(domain);
        command.Options.Add(timeZone);
    }

    /// <summary>The domain.</summary>
    /// <exception cref="KuajieException">It is unknown.</exception>
    public string DomainOf(VerbContext context, Workspace workspace)
    {
        var name = context.Value(domain)!;
        workspace.Partners.ThrowIfUnknown(name);
        return name;
    }

    /// <summary>Profiles as the options say.</summary>
    public AudienceProfiles Profiles(VerbContext context, Workspace workspace) =>
        new(workspace, context.Value(timeZone) is { } name ? new TallyOptions { TimeZone = Zone(name) } : null, context.Clock);

    /// <summary>Segments over such profiles.</summary>
    public AudienceSegments Segments(VerbContext context, Workspace workspace) =>
        new(workspace.Segments, Profiles(context, workspace), new UserFactors(workspace), workspace.Links, context.Clock);

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw AudienceVerbTexts.Source.Fault("unknown-time-zone", "UnknownZone", isUsage: true, arguments: [name]);
}
