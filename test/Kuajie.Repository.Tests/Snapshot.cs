namespace Kuajie.Repository.Tests;

/// <summary>Compares what the program is with what the repository says it is.</summary>
internal static class Snapshot
{
    private const string Switch = "KUAJIE_UPDATE_SNAPSHOTS";

    /// <summary>Fails where a file's text differs, or writes it where the environment says so.</summary>
    /// <param name="file">Path from the repository's root.</param>
    /// <param name="actual">What the program says now.</param>
    public static void Matches(string file, string actual)
    {
        var text = actual.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Repository.PathOf(file))!);
            File.WriteAllText(Repository.PathOf(file), text);
            return;
        }
        var recorded = File.Exists(Repository.PathOf(file)) ? Repository.Read(file) : "";
        if (recorded == text)
        {
            return;
        }
        var (before, after) = (recorded.Split('\n'), text.Split('\n'));
        var first = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count() + 1;
        var removed = before.Except(after).Take(20).Select(line => $"- {line}");
        var added = after.Except(before).Take(20).Select(line => $"+ {line}");
        Assert.Fail(
            $"{file} no longer says what the program is, first at line {first}:\n{string.Join('\n', removed.Concat(added))}\n"
                + $"If the change is meant, run the tests of test/Kuajie.Repository.Tests with {Switch}=1, read the difference and commit it with a line in CHANGELOG.md."
        );
    }
}
