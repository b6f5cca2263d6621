using Kuajie.Platform.Campaigns.Forecasts;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Messages;
using Kuajie.Server.Operations;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Campaigns;

/// <summary>Every minute: writes what was asked for, takes forecasts of campaigns that were agreed, judges what runs, and reminds of live events. Once more at the end of the service.</summary>
internal sealed partial class DeliveryUpkeep(
    SlotTraffic traffic,
    DeliveryWatch watch,
    LiveEventReminders reminders,
    Workspace workspace,
    TimeProvider clock,
    ILogger<DeliveryUpkeep> log
) : LastingWork(clock, log)
{
    /// <summary>From one look to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private readonly TimeProvider clock = clock;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        traffic.Flush();
    }

    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            traffic.Flush();
            Look(stopping);
        } while (await timer.WaitForNextTickAsync(stopping));
    }

    /// <summary>One campaign that cannot be judged keeps none of the others from it.</summary>
    private void Look(CancellationToken stopping)
    {
        foreach (var domain in workspace.Partners.Domains())
        {
            foreach (var campaign in workspace.Campaigns.Of(domain.Name).Where(each => each.Owner == domain.Name))
            {
                try
                {
                    watch.Take(campaign, stopping);
                    watch.Judge(campaign);
                    reminders.Tell(campaign);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    Refused(log, campaign.Name, fault);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The delivery of campaign {Campaign} could not be judged.")]
    private static partial void Refused(ILogger log, string campaign, Exception fault);
}
