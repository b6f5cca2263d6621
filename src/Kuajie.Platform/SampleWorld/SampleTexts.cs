using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.SampleWorld;

/// <summary>Texts about sample worlds that people read.</summary>
public static class SampleTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(SampleTexts));

    /// <summary>No scenario has this name.</summary>
    public static KuajieException UnknownScenario(string scenario, IReadOnlyList<string> names) =>
        new(
            "unknown-scenario",
            Source.Format("UnknownScenarioFound", scenario),
            Source.Format("UnknownScenarioExpected", string.Join(", ", names)),
            Source.Format("UnknownScenarioCure", names[0]),
            isUsage: true
        );

    /// <summary>Too few or too many users.</summary>
    public static KuajieException UsersOutOfRange(int users, int minimum, int maximum) =>
        new(
            "users-out-of-range",
            Source.Format("UsersOutOfRangeFound", users),
            Source.Format("UsersOutOfRangeExpected", minimum, maximum),
            Source.Format("UsersOutOfRangeCure", minimum),
            isUsage: true
        );

    /// <summary>The seed is not a whole number of zero or more.</summary>
    public static KuajieException BadSeed(string seed) =>
        new("bad-seed", Source.Format("BadSeedFound", seed), Source.Format("BadSeedExpected"), Source.Format("BadSeedCure"), isUsage: true);

    /// <summary>The folder to write into holds something.</summary>
    public static KuajieException FolderNotEmpty(string folder, int entries) =>
        new(
            "folder-not-empty",
            Source.Format("FolderNotEmptyFound", entries),
            Source.Format("FolderNotEmptyExpected"),
            Source.Format("FolderNotEmptyCure"),
            folder
        );

    /// <summary>The folder to be replaced does not look like a sample world.</summary>
    public static KuajieException FolderNotASample(string folder) =>
        new(
            "folder-not-a-sample",
            Source.Format("FolderNotASampleFound"),
            Source.Format("FolderNotASampleExpected"),
            Source.Format("FolderNotASampleCure"),
            folder
        );

    /// <summary>A file stands where the folder should be.</summary>
    public static KuajieException FolderIsFile(string path) =>
        new(
            "folder-is-file",
            Source.Format("FolderIsFileFound"),
            Source.Format("FolderIsFileExpected"),
            Source.Format("FolderIsFileCure"),
            path
        );
}
