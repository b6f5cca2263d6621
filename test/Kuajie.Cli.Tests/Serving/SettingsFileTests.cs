using System.Text.Json;
using System.Text.RegularExpressions;
using Kuajie.Cli.Serving;
using Kuajie.Platform.Faults;
using Kuajie.Server;

namespace Kuajie.Cli.Tests.Serving;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Read_SomeMembers_KeepsTheOtherDefaults()
    {
        var settings = Read(
            """{ "mostBodyBytes": 4096, /* small */ "drainTime": "00:00:05", "live": { "historyBytes": 1048576 }, "events": { "mostWaitingRows": 2000 }, }"""
        );

        var defaults = new ServerSettings();
        Assert.Equal(4096, settings.MostBodyBytes);
        Assert.Equal(TimeSpan.FromSeconds(5), settings.DrainTime);
        Assert.Equal(1 << 20, settings.Live.HistoryBytes);
        Assert.Equal(defaults.Live.MostFilters, settings.Live.MostFilters);
        Assert.Equal((2000, defaults.Events.MostRowsAtOnce), (settings.Events.MostWaitingRows, settings.Events.MostRowsAtOnce));
        Assert.Equal(defaults.MostRequestsPerSecond, settings.MostRequestsPerSecond);
        Assert.Empty(defaults.Faults());
    }

    [Theory]
    [InlineData("{", "1:2 $")]
    [InlineData("""{ "mostBodyBites": 1 }""", "1:19 $.mostBodyBites")]
    [InlineData("""{ "port": 80 }""", "1:10 $.port")]
    [InlineData("""{ "live": { "historyBytes": "much" } }""", "1:35 $.live.historyBytes")]
    public void Read_NotUnderstood_NamesThePlace(string text, string place)
    {
        var fault = Assert.Throws<KuajieException>(() => Read(text));

        Assert.Equal("unreadable-settings", fault.Code);
        Assert.True(fault.IsUsage);
        Assert.Contains(place, fault.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OutOfRange_NamesEveryMember()
    {
        var fault = Assert.Throws<KuajieException>(() =>
            Read("""{ "drainTime": "-00:00:01", "live": { "historyBytes": 5 }, "events": { "mostWaitingRows": 10 } }""")
        );

        Assert.Equal("invalid-settings", fault.Code);
        Assert.Equal("drainTime = -00:00:01, events.mostWaitingRows = 10, live.historyBytes = 5", fault.Found);
        Assert.Contains("events.mostWaitingRows: 1000 … ", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysSo() =>
        Assert.Equal("missing-settings", Assert.Throws<KuajieException>(() => SettingsFile.Read(Path.Combine(folder, "none.json"))).Code);

    [Fact]
    public void Page_NamesEveryMemberAndItsExampleIsRead()
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs/reference/settings.md"));
        var defaults = JsonSerializer.SerializeToElement(new ServerSettings(), SettingsFile.Options);
        var members = defaults
            .EnumerateObject()
            .SelectMany(member =>
                member.Value.ValueKind == JsonValueKind.Object
                    ? member.Value.EnumerateObject().Where(inner => inner.Name != "isValid").Select(inner => $"{member.Name}.{inner.Name}")
                    : [member.Name]
            );

        Assert.All(members, member => Assert.Contains($"`{member}`", page, StringComparison.Ordinal));
        Assert.Equal(
            500,
            Read(
                Regex.Match(page, "```json\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture).Groups["text"].Value
            ).MostRequestsPerSecond
        );
    }

    private ServerSettings Read(string text)
    {
        var file = Path.Combine(folder, "settings.json");
        File.WriteAllText(file, text);
        return SettingsFile.Read(file);
    }

    private static string Root()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Kuajie.slnx")))
        {
            root = root.Parent!;
        }
        return root.FullName;
    }
}
