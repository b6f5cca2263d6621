using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Storage.DuckDb;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests;

/// <summary>Audiences through the command line: forty runners, twenty drinkers of tea.</summary>
public sealed class AudienceCommandTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly string root = Directory.CreateTempSubdirectory("kuajie-audience-").FullName;
    private readonly FakeTimeProvider clock = new(Now);

    public AudienceCommandTests()
    {
        using var workspace = Workspace.Create(Folder, "test", clock);
        workspace.Partners.EnsureDomain("shop", "firm");
        var store = (DuckDbEventStore)workspace.Events;
        store.Put([Item("c1", "跑步"), Item("c2", "茶")]);
        store.Append([
            .. Enumerable
                .Range(0, 180)
                .Select(row => new Interaction(
                    "shop",
                    $"u{row % 60:00}",
                    row % 60 < 40 ? "c1" : "c2",
                    InteractionKind.View,
                    Now.AddHours(-1 - row),
                    null
                )),
        ]);
    }

    private string Folder => Path.Combine(root, "w.kuajie");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Define_ThenListCountExport_AgreeOnWhoBelongs()
    {
        var defined = await Json("define", "--name", "runners", "--rule", "tag(\"跑步\") > 0.3");
        var counted = await Json("count", "--rule", "not tag(\"跑步\") > 0.3");
        var listed = await Json("segments");
        var file = Path.Combine(root, "runners.csv");
        var exported = await Json("export", "--name", "runners", "--output", file);

        Assert.Equal((40, 60), (Number(defined, "users"), Number(defined, "all")));
        Assert.Equal(20, Number(counted, "users"));
        Assert.Equal("tag(\"跑步\") > 0.3", listed.GetProperty("segments")[0].GetProperty("rule").GetString());
        Assert.Equal(40, Number(exported, "users"));
        Assert.Equal(41, (await File.ReadAllLinesAsync(file)).Length);
        var (_, printed, _) = await Run("segments", "--domain", "shop");
        Assert.Contains("runners", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_SavedThenLookAlike_AnswerWithTheirEvidence()
    {
        var clusters = await Json("cluster", "--most", "2", "--save-as", "taste");
        var alike = await Json("lookalike", "--name", "taste-1", "--count", "3");

        Assert.Equal(
            ["taste-1", "taste-2"],
            clusters.GetProperty("clusters").EnumerateArray().Select(each => each.GetProperty("segment").GetString())
        );
        Assert.Equal(40, Number(clusters.GetProperty("clusters")[0], "users"));
        Assert.Equal((40, 3), (Number(alike, "seeds"), alike.GetProperty("users").GetArrayLength()));
        Assert.Equal(0, Number(clusters.GetProperty("compared"), "factors"));
        var (_, printed, _) = await Run("cluster", "--domain", "shop", "--most", "2");
        Assert.Contains("no model serves", printed.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var (_, alone, _) = await Run("cluster", "--domain", "shop", "--most", "2", "--without-factors");
        Assert.Contains("as asked", alone.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("跑步", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_InAnotherTimeZone_CountsItsHours()
    {
        // u00 was seen at 7:00, three days ago at 19:00 and five days ago at 7:00 UTC: 15:00 and 3:00 in Shanghai.
        var utc = await Json("profile", "--user", "u00");
        var shanghai = await Json("profile", "--user", "u00", "--time-zone", "Asia/Shanghai");

        Assert.Equal("7", utc.GetProperty("hours")[0].GetProperty("name").GetString());
        Assert.Equal("15", shanghai.GetProperty("hours")[0].GetProperty("name").GetString());
        Assert.Equal("跑步", utc.GetProperty("tags")[0].GetProperty("name").GetString());
        var (code, printed, _) = await Run("profile", "--domain", "shop", "--user", "u00");
        Assert.Equal(0, code);
        Assert.Contains("3 interactions on 3 days", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_OfADomainWithATimeZone_IsCountedInIt()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, clock, TestContext.Current.CancellationToken);
        string[] set = ["domains", "set", "--domain", "shop", "--time-zone", "Asia/Shanghai", "--workspace", Folder, "--language", "en"];
        Assert.Equal(0, await KuajieCommand.RunAsync(set, session));
        Assert.Equal(2, await KuajieCommand.RunAsync([.. set[..5], "Mars/Base", .. set[6..]], session));
        Assert.Equal(0, await KuajieCommand.RunAsync(["domains", "--workspace", Folder, "--language", "en"], session));

        var profile = await Json("profile", "--user", "u00");

        Assert.Equal(
            ("15", "Asia/Shanghai"),
            (profile.GetProperty("hours")[0].GetProperty("name").GetString(), profile.GetProperty("timeZone").GetString())
        );
        Assert.Contains("Asia/Shanghai", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Mars/Base", error.ToString(), StringComparison.Ordinal);
        var (_, printed, _) = await Run("profile", "--domain", "shop", "--user", "u00");
        Assert.Contains("counted in Asia/Shanghai", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overlap_OfTwoSegments_CountsWhoIsInBoth()
    {
        await Json("define", "--name", "runners", "--rule", "tag(\"跑步\") > 0.3");
        await Json("define", "--name", "everybody", "--rule", "events > 0");

        var overlap = await Json("overlap", "--name", "runners", "--with", "everybody");

        Assert.Equal(
            (40, 60, 40, 60),
            (Number(overlap, "first"), Number(overlap, "second"), Number(overlap, "both"), Number(overlap, "all"))
        );
        var (_, printed, _) = await Run("overlap", "--domain", "shop", "--name", "runners", "--with", "everybody");
        Assert.Contains(
            "Of 60 users of the domain 40 are in the first segment, 60 in the second, 40 in both.",
            printed,
            StringComparison.Ordinal
        );
        Assert.Contains("66.7 %; 1.00 times", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_DecidedInAFile_AreReadAndWrittenBack()
    {
        using (var workspace = Workspace.Open(Folder, "test", clock))
        {
            workspace.Partners.EnsureDomain("gym", "club");
            workspace.Partners.PutPartnership("shop", "gym", PartnershipShares.All);
        }
        var (mine, written) = (Path.Combine(root, "mine.csv"), Path.Combine(root, "written.csv"));
        await File.WriteAllTextAsync(mine, "from_tag,to_tag,decision,weight\n跑步,running,pin,0.4\n茶,running,forbid,\n");

        var read = await Json("tags", "--with-domain", "gym", "--input", mine, "--output", written);
        var again = await Json("tags", "--with-domain", "gym");

        Assert.Equal((1, 2), (Number(read, "revision"), read.GetProperty("pairs").GetArrayLength()));
        Assert.Equal(1, Number(again, "revision"));
        Assert.Contains("跑步,running,pin,0.4", await File.ReadAllTextAsync(written), StringComparison.Ordinal);
        var (_, printed, _) = await Run("tags", "--domain", "shop", "--with-domain", "gym");
        Assert.Contains("revision 1, 2 decisions", printed, StringComparison.Ordinal);
        Assert.Contains("forbidden", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("overlap", "--name", "a", "--with", "b")]
    public async Task Verbs_OfADomainThatIsNotThere_NameIt(params string[] arguments)
    {
        var (code, _, error) = await Run([.. arguments, "--domain", "shop", "--with-domain", "elsewhere"]);

        Assert.Equal(1, code);
        Assert.Contains("elsewhere", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("No lasting partnership joins shop and shop", "tags", "--with-domain", "shop")]
    [InlineData("Column 11: found '5'", "count", "--rule", "recency < 5")]
    [InlineData("Mars/Base", "segments", "--time-zone", "Mars/Base")]
    [InlineData("nobody", "export", "--name", "nobody", "--output", "x.csv")]
    [InlineData("shop", "profile", "--user", "nobody")]
    [InlineData("2 ≤ fewest", "cluster", "--fewest", "1")]
    [InlineData("nothing", "cluster", "--model-version", "nothing")]
    public async Task Verbs_WronglyCalled_SayWhatWasExpected(string expected, params string[] arguments)
    {
        var (code, _, error) = await Run([.. arguments, "--domain", "shop"]);

        Assert.Equal(2, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private async Task<JsonElement> Json(params string[] arguments)
    {
        var (code, output, error) = await Run([.. arguments, "--domain", "shop", "--json"]);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<(int Code, string Out, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, clock, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(["audience", .. arguments, "--workspace", Folder, "--language", "en"], session);
        return (code, output.ToString(), error.ToString());
    }

    private static Item Item(string id, string tag) => new("shop", id, "course", id, null, [tag], null, null, null, null, null, "{}");
}
