using Kuajie.Client.Partners;
using Kuajie.Server.Web.Pages.Users;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Experiments;

/// <summary>What is tried on the users of one's own domains, and what it brought.</summary>
public sealed partial class ExperimentsPage
{
    private const string Usual = "knowledge";
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private List<string> owns = [];

    /// <summary>The domain that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The part that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Part { get; set; }

    /// <summary>The experiment that is looked at.</summary>
    [SupplyParameterFromQuery]
    public string? Experiment { get; set; }

    private string? Chosen =>
        owns.Contains(Domain ?? "") ? Domain
        : owns.Contains(Usual) ? Usual
        : owns.FirstOrDefault();

    private string Shown =>
        Part switch
        {
            "set-up" when ExperimentPart.MayDefine(Session) => "set-up",
            "result" when Experiment is { Length: > 0 } => "result",
            _ => "list",
        };

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
    }
}
