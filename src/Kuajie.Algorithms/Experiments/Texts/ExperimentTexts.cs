namespace Kuajie.Algorithms.Experiments.Texts;

/// <summary>Names the resource pair that holds every sentence about experiments.</summary>
internal static class ExperimentTexts;
