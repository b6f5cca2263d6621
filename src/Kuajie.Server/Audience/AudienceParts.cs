using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Workspaces;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Audience;

/// <summary>Profiles and segments within the server: counted when first asked for, kept up by events.</summary>
internal static class AudienceParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(parts => new AudienceProfiles(
            parts.GetRequiredService<IWorkspace>(),
            null,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ILiveListener>(parts => parts.GetRequiredService<AudienceProfiles>());
        services.AddSingleton<IWorkspaceListener>(parts => parts.GetRequiredService<AudienceProfiles>());
        services.AddSingleton(parts => new UserFactors(parts.GetRequiredService<IWorkspace>()));
        services.AddSingleton(parts =>
        {
            var workspace = parts.GetRequiredService<Workspace>();
            return new AudienceSegments(
                workspace.Segments,
                parts.GetRequiredService<AudienceProfiles>(),
                parts.GetRequiredService<UserFactors>(),
                workspace.Links,
                parts.GetRequiredService<TimeProvider>()
            )
            {
                Changed = parts.GetRequiredService<CampaignShelf>().SegmentsChanged,
            };
        });
        services.AddSingleton(parts => new AudienceBacklog(
            parts.GetRequiredService<Workspace>().AudienceRuns,
            parts.GetRequiredService<AudienceSegments>(),
            parts.GetRequiredService<ResponseWorkflow>(),
            parts.GetRequiredService<ResponseShelf>(),
            parts.GetRequiredService<TimeProvider>()
        )
        {
            Met = AudienceWorker.Tell(parts.GetRequiredService<ILogger<AudienceWorker>>()),
        });
        services.AddSingleton<IWorkspaceListener>(parts => parts.GetRequiredService<AudienceBacklog>());
        services.AddHostedService<AudienceWorker>();
    }
}
