using Kuajie.Algorithms.Datasets;
using Kuajie.Cli.Output;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Cli.Commands;

/// <summary>Tells names of pair files from names of domains, and reads the files as a dataset.</summary>
internal static class DatasetFiles
{
    /// <summary>A name with a dot or a separator, or of a file that exists, is a file; anything else is a domain of the workspace.</summary>
    public static bool IsFile(string name) => name.AsSpan().ContainsAny('.', '/', '\\') || File.Exists(name);

    /// <summary>Two pair files as a dataset, source first; with ratings as weights where that is asked.</summary>
    public static InteractionDataset Read(string? source, string target, bool withRatings = false) =>
        source is null
            ? throw VerbFaults.OutOfRange("--source", "–", "FILE")
            : BenchmarkData.BuildDataset(PairFile.Read(source), PairFile.Read(target), withRatings);
}
