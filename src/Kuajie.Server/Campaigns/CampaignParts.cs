using Kuajie.Platform.Audience;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Campaigns.Outcomes;
using Kuajie.Platform.Campaigns.Previews;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Workspaces;
using Kuajie.Server.Access;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Campaigns;

/// <summary>Campaigns within the server: what they show is decided from memory, and written before it is answered.</summary>
internal static class CampaignParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            var access = parts.GetRequiredService<CurrentAccess>();
            return new CampaignShelf(
                workspace.Campaigns,
                workspace.Partners,
                workspace.Segments,
                workspace.Catalog,
                (domain, other) => access.Current.Share(domain, other, PartnershipShares.Recommendations),
                parts.GetRequiredService<TimeProvider>()
            );
        });
        services.AddSingleton(parts => new CampaignDecisions(
            parts.GetRequiredService<CampaignShelf>(),
            parts.GetRequiredService<Workspace>().Decisions,
            parts.GetRequiredService<AudienceProfiles>(),
            parts.GetRequiredService<ImpressionLog>(),
            parts.GetRequiredService<ServerSettings>().Events,
            parts.GetRequiredService<TimeProvider>(),
            parts.GetRequiredService<SlotTraffic>()
        ));
        services.AddSingleton(parts => new SlotTraffic(
            parts.GetRequiredService<Workspace>().Forecasts,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new ForecastReader(
                workspace.Forecasts,
                workspace.Decisions,
                workspace.Impressions,
                parts.GetRequiredService<CampaignShelf>(),
                workspace.Segments,
                parts.GetRequiredService<AudienceProfiles>(),
                parts.GetRequiredService<TimeProvider>()
            );
        });
        services.AddSingleton(parts => new DeliveryWatch(
            parts.GetRequiredService<Workspace>().Forecasts,
            parts.GetRequiredService<Workspace>().Decisions,
            parts.GetRequiredService<ForecastReader>(),
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new OutcomeReader(
                workspace.Impressions,
                workspace.Events,
                workspace.Links,
                workspace.Catalog,
                parts.GetRequiredService<TimeProvider>()
            );
        });
        services.AddSingleton(parts => new CampaignPreviewer(
            parts.GetRequiredService<Workspace>().Decisions,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts => new OfferShelf(
            parts.GetRequiredService<Workspace>().Offers,
            parts.GetRequiredService<CampaignShelf>(),
            new SecretCodeSource(),
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ILiveListener>(parts => new DecisionListener(parts.GetRequiredService<CampaignDecisions>()));
        services.AddSingleton<IWorkspaceListener, CampaignUpkeep>();
        services.AddHostedService<CampaignStart>();
        services.AddHostedService<DeliveryUpkeep>();
    }
}

/// <summary>Keeps what is held of users true to erasures.</summary>
internal sealed class CampaignUpkeep(CampaignDecisions decisions, CampaignShelf campaigns, ImpressionLog impressions, SlotTraffic traffic)
    : IWorkspaceListener
{
    public void ItemsPut(string domain, IReadOnlyList<Item> items) { }

    public void ItemsRemoved(string domain, IReadOnlyList<string> itemIds) { }

    public IDisposable? UserErasing(string domain, string userId)
    {
        // A decision that still waits, or its list, would be written after everything else of the user is gone.
        decisions.FlushAsync().GetAwaiter().GetResult();
        impressions.FlushAsync().GetAwaiter().GetResult();
        traffic.Forget(domain, userId);
        return null;
    }

    public void UserErased(string domain, string userId)
    {
        decisions.Forget(domain, userId);
        traffic.Forget(domain, userId);
        campaigns.ForgetRefusals(domain);
    }

    public void LinksAdded(string domain, string other) { }

    public void Imported(string domain) { }
}

/// <summary>Puts on record what the last process decided or stored and did not come to write, before the first request.</summary>
internal sealed partial class CampaignStart(CampaignDecisions decisions, Workspace workspace, ILogger<CampaignStart> log) : IHostedService
{
    /// <summary>Events wait for their charges no longer than one commit; clocks of senders may lag.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (workspace.Decisions.Last() is not { } last)
        {
            return;
        }
        var missing = await decisions.RecoverAsync(workspace.Impressions, cancellationToken);
        if (missing > 0)
        {
            Recovered(log, missing);
        }
        decisions.RecoverOutcomes(
            workspace.Events,
            workspace.Partners.Domains().Select(domain => domain.Name).Where(domain => workspace.Campaigns.Of(domain).Count > 0),
            last - LookBack,
            cancellationToken
        );
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Information,
        "{Lists} shown lists of campaigns were put on record that the last process did not come to write."
    )]
    private static partial void Recovered(ILogger log, int lists);
}
