using Kuajie.Platform.Imports.Live;
using Microsoft.Extensions.Hosting;

namespace Kuajie.Server.Imports;

/// <summary>Imports what waits.</summary>
internal sealed class ImportWorker(ImportBacklog backlog) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anybody can ask or send.
        backlog.Resume();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => backlog.WorkAsync(stoppingToken);
}
