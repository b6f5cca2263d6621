using System.Security.Cryptography;
using System.Text.Json;
using Kuajie.Platform.Faults;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Words;
using Kuajie.Storage.SampleWorld;

namespace Kuajie.Storage.Tests.SampleWorld;

public sealed class SampleWorldFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kuajie-sample-").FullName;

    public static TheoryData<string> Scenarios => [.. ScenarioLibrary.Names];

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Write_AnyScenario_PlainParserFindsExactlyThePlantedDefects(string scenario)
    {
        var folder = Write("world", scenario, users: 400, seed: 7);
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "truth.json")));
        foreach (var domain in truth.RootElement.GetProperty("domains").EnumerateObject())
        {
            var found = new PlainCounts();
            foreach (var file in domain.Value.GetProperty("files").EnumerateObject())
            {
                var inFile = PlainParser.Count(Path.Combine(folder, file.Name));
                Assert.Equal(Expected(file.Value), inFile.ToString());
                found.Add(inFile);
            }
            Assert.Equal(Expected(domain.Value.GetProperty("import")), found.ToString());
        }
    }

    [Fact]
    public void Write_AnyFile_HoldsEveryReasonItsFormatCanShow()
    {
        var folder = Write("world", "sports", users: 100, seed: 1);
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "truth.json")));
        string[] Reasons(string domain, string file) =>
            [
                .. truth
                    .RootElement.GetProperty("domains")
                    .GetProperty(domain)
                    .GetProperty("files")
                    .GetProperty(file)
                    .GetProperty("rejectedByReason")
                    .EnumerateObject()
                    .Where(reason => reason.Value.GetInt64() >= 2)
                    .Select(reason => reason.Name),
            ];
        string[] everywhere = ["missingUser", "missingItem", "impossibleTime", "ratingOutOfRange", "unknownKind", "tooLongId"];
        Assert.True(
            Reasons("knowledge", "knowledge/interactions.csv")
                .ToHashSet()
                .SetEquals([.. everywhere, "unparsableTime", "brokenEncoding", "wrongColumnCount"])
        );
        Assert.True(Reasons("sports", "sports/interactions-lake-000.parquet").ToHashSet().SetEquals(everywhere));
        Assert.True(
            Reasons("sports", "sports/interactions-2026-02.jsonl.gz").ToHashSet().SetEquals([.. everywhere, "unparsableTime", "brokenJson"])
        );
        Assert.True(
            Reasons("sports", "sports/interactions-2026-03.jsonl").ToHashSet().SetEquals([.. everywhere, "unparsableTime", "brokenJson"])
        );
    }

    [Fact]
    public void Write_SameOptions_EveryFileIsEqualByteForByte()
    {
        var first = Hashes(Write("first", "auto", users: 300, seed: 9));
        var second = Hashes(Write("second", "auto", users: 300, seed: 9));
        Assert.Equal(10, first.Count);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Write_OtherSeed_EveryFileDiffers()
    {
        var first = Hashes(Write("first", "auto", users: 300, seed: 9));
        var second = Hashes(Write("second", "auto", users: 300, seed: 10));
        Assert.Equal(first.Keys, second.Keys);
        Assert.DoesNotContain(first, file => second[file.Key] == file.Value);
    }

    [Fact]
    public void Write_FolderWithSomethingInIt_RefusesAndChangesNothing()
    {
        var folder = Path.Combine(root, "mine");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "diary.txt"), "dear diary");
        Assert.Equal("folder-not-empty", Assert.Throws<KuajieException>(() => Write("mine", "sports", 100, 1)).Code);
        Assert.Equal("folder-not-a-sample", Assert.Throws<KuajieException>(() => Write("mine", "sports", 100, 1, replace: true)).Code);
        Assert.Equal(["diary.txt"], Directory.GetFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_FileWhereTheFolderShouldBe_Refuses()
    {
        File.WriteAllText(Path.Combine(root, "taken"), "");
        Assert.Equal("folder-is-file", Assert.Throws<KuajieException>(() => Write("taken", "sports", 100, 1, replace: true)).Code);
    }

    [Fact]
    public void Write_EarlierSampleWithReplace_IsReplacedWhole()
    {
        var folder = Write("world", "sports", 100, 1);
        Write("world", "finance", 100, 1, replace: true);
        Assert.True(Directory.Exists(Path.Combine(folder, "finance")));
        Assert.False(Directory.Exists(Path.Combine(folder, "sports")));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothingBehind()
    {
        using var cancellation = new CancellationTokenSource();
        var world = World.Generate(new WorldOptions { Users = 100 });
        var stopper = new Stopper(cancellation);
        Assert.Throws<OperationCanceledException>(() =>
            SampleWorldFolder.Write(world, Path.Combine(root, "world"), false, stopper, cancellation.Token)
        );
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public void Write_Links_NameUsersOfBothUserFiles()
    {
        var folder = Write("world", "streaming", 200, 3);
        var knowledge = File.ReadLines(Path.Combine(folder, "knowledge/users.csv"), ChineseEncoding.Strict)
            .Skip(1)
            .Select(line => line.Split(',')[0])
            .ToHashSet();
        var partner = File.ReadLines(Path.Combine(folder, "streaming/users.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("user_id").GetString()!)
            .ToHashSet();
        var links = File.ReadAllLines(Path.Combine(folder, "links.csv"));
        Assert.Equal("source_user,target_user", links[0]);
        Assert.Equal(81, links.Length);
        Assert.All(
            links.Skip(1).Select(line => line.Split(',')),
            link => Assert.True(knowledge.Contains(link[0]) && partner.Contains(link[1]))
        );
    }

    private string Write(string name, string scenario, int users, ulong seed, bool replace = false)
    {
        var folder = Path.Combine(root, name);
        var world = World.Generate(
            new WorldOptions
            {
                Scenario = scenario,
                Users = users,
                Seed = seed,
            }
        );
        SampleWorldFolder.Write(world, folder, replace, null, TestContext.Current.CancellationToken);
        return folder;
    }

    private static string Expected(JsonElement tally)
    {
        var counts = new PlainCounts
        {
            Read = tally.GetProperty("rowsRead").GetInt64(),
            Kept = tally.GetProperty("rowsKept").GetInt64(),
            Copies = tally.GetProperty("duplicateRows").GetInt64(),
        };
        foreach (var reason in tally.GetProperty("rejectedByReason").EnumerateObject())
        {
            counts.Rejected[reason.Name] = reason.Value.GetInt64();
        }
        return counts.ToString();
    }

    private static SortedDictionary<string, string> Hashes(string folder)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            hashes[Path.GetRelativePath(folder, file)] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
        }
        return hashes;
    }

    /// <summary>Cancels once the first block of users is done.</summary>
    private sealed class Stopper(CancellationTokenSource cancellation) : IProgress<long>
    {
        public void Report(long value) => cancellation.Cancel();
    }
}
