namespace Kuajie.Server.Reports;

/// <summary>What a remark in a report means for its reader.</summary>
internal enum ReportTone
{
    /// <summary>Worth knowing.</summary>
    Neutral,

    /// <summary>Everything is as it should be.</summary>
    Good,

    /// <summary>Something needs a person's eye.</summary>
    Warning,
}
