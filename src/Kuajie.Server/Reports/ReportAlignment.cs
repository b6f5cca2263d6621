namespace Kuajie.Server.Reports;

/// <summary>How the cells of a report table's column line up.</summary>
internal enum ReportAlignment
{
    /// <summary>Words: at the start of the line.</summary>
    Start,

    /// <summary>Numbers: at the end of the line, digits of equal width.</summary>
    End,
}
