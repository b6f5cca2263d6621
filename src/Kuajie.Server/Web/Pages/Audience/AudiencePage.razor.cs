using Kuajie.Client.Audience;
using Kuajie.Client.Partners;
using Kuajie.Server.Web.Pages.Users;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Who the users of one's own domains are: segments, groups that are found, one user, and what goes with what on the other side.</summary>
public sealed partial class AudiencePage
{
    private const string Usual = "knowledge";
    private const string Anybody = "events > 0";
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<RuleCheckResponse> everybody = new();
    private List<string> owns = [];
    private string? loaded;

    /// <summary>How moments are written.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    /// <summary>The domain that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The part that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Part { get; set; }

    private string? Chosen =>
        owns.Contains(Domain ?? "") ? Domain
        : owns.Contains(Usual) ? Usual
        : owns.FirstOrDefault();

    private IReadOnlyList<string> Parts => AudienceAddress.PartsFor(Session);

    private string Shown => Parts.FirstOrDefault(part => part == Part) ?? Parts[0];

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
        if (Chosen is { } domain && domain != loaded)
        {
            everybody.Clear();
            await everybody.FromAsync(() => Api.Segments.CheckAsync(domain, new RuleCheckRequest(Anybody), cancellation));
            loaded = everybody.HasValue ? domain : null;
        }
    }

    private string ZoneOf(string domain) => domains.Value?.FirstOrDefault(each => each.Domain == domain)?.TimeZone ?? "UTC";
}
