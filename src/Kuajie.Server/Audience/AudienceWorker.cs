using Kuajie.Platform.Audience.Runs;
using Kuajie.Server.Operations;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Audience;

/// <summary>Does long work on audiences, as it comes.</summary>
internal sealed class AudienceWorker(AudienceBacklog backlog, TimeProvider clock, ILogger<AudienceWorker> log) : LastingWork(clock, log)
{
    /// <summary>Tells the log of defects of runs.</summary>
    public static Action<string, Exception> Tell(ILogger log) => (run, defect) => RunLog.Defect(log, run, defect);

    protected override Task WorkAsync(CancellationToken stopping) => backlog.WorkAsync(stopping);
}
