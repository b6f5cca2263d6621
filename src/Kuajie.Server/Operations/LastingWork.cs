using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Operations;

/// <summary>Work beside the requests that must not end with what it meets: a full disk, a damaged record. It is told in the log and begun again after a while; the service goes on.</summary>
internal abstract partial class LastingWork(TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>From a failure to the next try.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>The work, until it is cancelled.</summary>
    protected abstract Task WorkAsync(CancellationToken stopping);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the server does not wait for it.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                Failed(log, GetType().Name, fault);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} failed and is begun again in ten seconds.")]
    private static partial void Failed(ILogger log, string work, Exception fault);
}
