namespace Kuajie.Platform.SampleWorld.Defects;

/// <summary>A row as it goes into a file: good, a copy of a good one, or with exactly one defect that the file's writer renders.</summary>
/// <param name="Row">The good row, or the one the defect was planted in.</param>
/// <param name="Defect">The defect, or null.</param>
/// <param name="Variant">Which of the ways to write the defect; any number of zero or more.</param>
public readonly record struct ExportRow(SampleInteraction Row, DefectReason? Defect, int Variant);
