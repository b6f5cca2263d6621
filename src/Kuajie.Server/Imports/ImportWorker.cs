using Kuajie.Platform.Imports.Live;
using Kuajie.Server.Operations;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Imports;

/// <summary>Imports what waits.</summary>
internal sealed class ImportWorker(ImportBacklog backlog, TimeProvider clock, ILogger<ImportWorker> log) : LastingWork(clock, log)
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anybody can ask or send.
        backlog.Resume();
        return base.StartAsync(cancellationToken);
    }

    protected override Task WorkAsync(CancellationToken stopping) => backlog.WorkAsync(stopping);
}
