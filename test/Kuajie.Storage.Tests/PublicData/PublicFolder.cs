using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Storage.Tests.PublicData;

/// <summary>Where the public pairs lie: <c>../shared/data</c> beside the repository, or the folder named by KUAJIE_DATA.</summary>
internal static class PublicFolder
{
    /// <summary>The folder of a pair; the test is skipped where it is absent.</summary>
    public static string Of(string pair)
    {
        var folder = Path.Combine(Data(), pair);
        Assert.SkipUnless(Directory.Exists(folder), $"There is no {folder}; name the folder of the public data in KUAJIE_DATA.");
        return folder;
    }

    public static PairTable Read(string folder, string name) => PairFile.Read(Path.Combine(folder, $"{name}.tsv"));

    private static string Data()
    {
        if (Environment.GetEnvironmentVariable("KUAJIE_DATA") is { Length: > 0 } named)
        {
            return named;
        }
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Kuajie.slnx")))
        {
            root = root.Parent;
        }
        return Path.Combine(root?.Parent?.FullName ?? AppContext.BaseDirectory, "shared", "data");
    }
}
