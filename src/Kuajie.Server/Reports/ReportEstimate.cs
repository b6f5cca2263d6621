namespace Kuajie.Server.Reports;

/// <summary>A measured value with the ends of its interval, where one is known.</summary>
internal readonly record struct ReportEstimate(double Value, double? Low = null, double? High = null);
