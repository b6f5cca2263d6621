using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Marketing.Pacing;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

/// <summary>What a campaign caused as files: 30 users were shown it and 12 held out, or five and two.</summary>
public sealed class CampaignOutcomeFileTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-outcome-").FullName;
    private readonly FakeTimeProvider clock = new(Start.AddDays(-1));

    private string WorkspaceFolder => Path.Combine(folder, "w.kuajie");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("en", "Outcome of the campaign spring", "At a glance")]
    [InlineData("zh", "活动 spring 的成效", "一览")]
    public async Task Html_OfACampaign_IsSelfContainedEncodedAndInTheLanguageAsked(string language, string title, string heading)
    {
        Make(shown: 30, held: 12);

        var html = await Write("knowledge", "spring.html", language);

        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains(heading, html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?i)(src|href)=\"(?!#)|url\\(|@import", html);
        Assert.Contains("&lt;b&gt;Run&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_OfACampaign_HasOneRowForEachFigure()
    {
        Make(shown: 30, held: 12);

        var rows = (await Write("knowledge", "spring.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("campaign,figure,measure,side,value,low,high,unit", rows[0].Trim());
        Assert.Contains(rows, row => row.StartsWith("spring,reached,,,30,", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("spring,held-out,,,12,", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.StartsWith("spring,cost,,,30,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_OfFewPeople_HoldNoFigureForTheOtherSide()
    {
        Make(shown: 5, held: 2);

        foreach (var file in (string[])["few.csv", "few.json", "few.html"])
        {
            var theirs = await Write("sports", file);
            var ours = await Write("knowledge", file);
            Assert.DoesNotContain("reached,,,5", theirs, StringComparison.Ordinal);
            Assert.DoesNotContain("held-out", theirs, StringComparison.Ordinal);
            Assert.NotEqual(ours, theirs);
        }
        Assert.Contains("reached,,,5,", await Write("knowledge", "few.csv"), StringComparison.Ordinal);
        var document = JsonDocument.Parse(await Write("sports", "few.json")).RootElement;
        Assert.Equal(10, document.GetProperty("fewestPeople").GetInt32());
        Assert.Empty(document.GetProperty("measures").EnumerateArray());
    }

    [Fact]
    public async Task Out_OfAnotherKind_IsRefusedBeforeAnythingIsWritten()
    {
        Make(shown: 5, held: 2);

        var (code, error) = await Run("knowledge", "spring.pdf", "en");

        Assert.Equal(2, code);
        Assert.Contains(".html, .csv or .json", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "spring.pdf")));
    }

    private void Make(int shown, int held)
    {
        using var workspace = Workspace.Create(WorkspaceFolder, "test", clock);
        workspace.Partners.EnsureDomain("knowledge");
        workspace.Partners.EnsureDomain("sports");
        workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
        var shelf = new CampaignShelf(
            workspace.Campaigns,
            workspace.Partners,
            workspace.Segments,
            workspace.Catalog,
            (_, _) => true,
            clock
        );
        shelf.Define("knowledge", "spring", Definition((double)held / (shown + held)), "anna");
        shelf.Propose("knowledge", "spring", "anna");
        var campaign = shelf.Approve("sports", "spring", "bo");
        clock.SetUtcNow(Start.AddHours(1));
        var seen = Enumerable.Range(0, shown + held).ToArray();
        workspace.Decisions.Append([
            .. seen.Take(shown)
                .Select(user => new Decision(
                    $"decision-{user}",
                    campaign.CampaignId,
                    "knowledge",
                    clock.GetUtcNow(),
                    20270301,
                    "banner",
                    $"u{user}",
                    "visit",
                    "one",
                    1,
                    1,
                    null,
                    null
                )),
        ]);
        workspace.Impressions.Append(
            ImpressionBlock.Of([
                .. seen.Select(user => new Impression(
                    $"list-{user}",
                    clock.GetUtcNow(),
                    "knowledge",
                    $"u{user}",
                    "visit",
                    "banner",
                    user < shown ? "campaign.spring:one" : "campaign.spring:holdout",
                    []
                )),
            ])
        );
        clock.SetUtcNow(Start.AddDays(30));
    }

    private static CampaignDefinition Definition(double holdout) =>
        new()
        {
            Partner = "sports",
            StartsAt = Start,
            EndsAt = Start.AddDays(5),
            Currency = "CNY",
            BudgetMinorUnits = 1_000,
            PriceMinorUnits = 1_000,
            Slots = ["banner"],
            Creatives =
            [
                new("one", new CreativeWords("<b>Run</b>", "Text"), new CreativeWords("<b>Run</b>", "正文"))
                {
                    Link = "https://example.org/",
                },
            ],
            Pacing = PacingKind.AsFast,
            HoldoutShare = holdout,
        };

    private async Task<string> Write(string domain, string file, string language = "en")
    {
        var (code, error) = await Run(domain, file, language);
        Assert.True(code == 0, error);
        return await File.ReadAllTextAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);
    }

    private async Task<(int Code, string Error)> Run(string domain, string file, string language)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var session = new CliSession(output, error, false, clock, TestContext.Current.CancellationToken);
        var code = await KuajieCommand.RunAsync(
            [
                "--language",
                language,
                "campaign",
                "outcome",
                "--domain",
                domain,
                "--name",
                "spring",
                "--out",
                Path.Combine(folder, file),
                "--workspace",
                WorkspaceFolder,
            ],
            session
        );
        return (code, error.ToString());
    }
}
