using Kuajie.Platform.Imports.Live;
using Microsoft.Extensions.Hosting;

namespace Kuajie.Server.Imports;

/// <summary>Imports what waits.</summary>
internal sealed class ImportWorker(ImportBacklog backlog) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => backlog.WorkAsync(stoppingToken);
}
