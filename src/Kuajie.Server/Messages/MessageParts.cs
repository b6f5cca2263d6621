using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;
using Kuajie.Server.Operations;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Messages;

/// <summary>Messages out within the server: sent beside the requests.</summary>
internal static class MessageParts
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ISecretSeal>(parts => new SecretSeal(parts.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<IWebhookSender>(parts => new HttpWebhookSender(
            parts.GetRequiredService<ServerSettings>().AllowsLoopbackWebhooks,
            TimeProvider.System
        ));
        services.AddSingleton(parts => new Webhooks(
            parts.GetRequiredService<Workspace>().Messages,
            parts.GetRequiredService<Workspace>().Partners,
            parts.GetRequiredService<ISecretSeal>(),
            parts.GetRequiredService<ServerSettings>().AllowsLoopbackWebhooks,
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts => new MessageDispatch(
            parts.GetRequiredService<Workspace>().Messages,
            parts.GetRequiredService<Workspace>().Partners,
            parts.GetRequiredService<ISecretSeal>(),
            parts.GetRequiredService<IWebhookSender>(),
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton(parts => new LiveEventReminders(
            parts.GetRequiredService<Workspace>().Messages,
            parts.GetRequiredService<CampaignShelf>(),
            parts.GetRequiredService<TimeProvider>()
        ));
        services.AddHostedService<MessageWork>();
    }
}

/// <summary>Sends what is on record, round after round.</summary>
internal sealed class MessageWork(MessageDispatch dispatch, TimeProvider clock, ILogger<MessageWork> log) : LastingWork(clock, log)
{
    /// <summary>From one round to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            await dispatch.RoundAsync(stopping);
        } while (await timer.WaitForNextTickAsync(stopping));
    }
}
