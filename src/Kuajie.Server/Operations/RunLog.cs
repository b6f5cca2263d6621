using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Operations;

/// <summary>What the log says of runs: ids, and defects with what they say.</summary>
internal static partial class RunLog
{
    [LoggerMessage(LogLevel.Error, "Run {Run} met a defect.")]
    public static partial void Defect(ILogger log, string run, Exception defect);
}
