using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.EndToEnd.Tests.Interactions;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Decisions;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Campaigns;

/// <summary>
/// The service is killed again and again while several clients ask for decisions, ask again with the same ids, and tell of clicks: what was answered is stored and shown on record, a repeated request has
/// the same answer, every acknowledged click is charged once, and no budget is overspent. The environment variable <c>KUAJIE_KILLS</c> asks for another number of rounds.
/// </summary>
public sealed class KilledDecisionsTests : IDisposable
{
    private const int Callers = 6;
    private const long Budget = 120;
    private const long ClickBudget = 203;
    private const long ClickPrice = 7;
    private const long Fee = 990;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("KUAJIE_KILLS") ?? "8", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-killed-decisions-").FullName;
    private readonly SplittableRandom random = new(20260701);
    private readonly SemaphoreSlim answers = new(0);
    private readonly ConcurrentDictionary<string, string> answered = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> clicked = [];
    private TaskCompletionSource<Uri> service = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string[] campaigns = [];

    public void Dispose()
    {
        answers.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Serve_KilledAtAnyMoment_LosesNoAnswerAndOverspendsNoBudget()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Prepare());
        using var stop = new CancellationTokenSource();
        var asking = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => AskOnAsync(caller, client, stop.Token))));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await ServeProcess.StartAsync(folder);
            service.SetResult(process.Address);
            await AnsweredAsync(20 + random.NextInteger(60));
            // So that the blow falls at any place of the way from the request to the disk.
            process.ExitsWithin(TimeSpan.FromMilliseconds(random.NextDouble() * 30));
            service = new(TaskCreationOptions.RunContinuationsAsynchronously);
            process.Kill();
        }
        using (var last = await ServeProcess.StartAsync(folder))
        {
            service.SetResult(last.Address);
            await stop.CancelAsync();
            await asking.WaitAsync(Patience);
            Assert.Equal(0, await last.StopAsync());
        }
        AssertMoney();
    }

    private async Task AskOnAsync(int caller, HttpClient client, CancellationToken stop)
    {
        var chance = new SplittableRandom(31 + (ulong)caller);
        for (var ask = 0; !stop.IsCancellationRequested; ask++)
        {
            var request = $"r-{caller}-{ask}";
            await RememberAsync(client, caller, request);
            if (ask > 3 && chance.NextDouble() < 0.3)
            {
                // Asked again much later, by another process perhaps.
                await RememberAsync(client, caller, $"r-{caller}-{chance.NextInteger(ask)}");
            }
            if (answered.TryGetValue(request, out var decision) && chance.NextDouble() < 0.5)
            {
                await SendAsync(
                    client,
                    "sports/events",
                    $$"""{"event":"click-{{request}}","session":"s","item":"i","kind":"click","list":"{{decision}}"}"""
                );
                clicked.Add(decision);
            }
            answers.Release();
        }
    }

    private async Task RememberAsync(HttpClient client, int caller, string request)
    {
        var slot = request[^1] switch
        {
            '0' or '2' or '4' or '6' => "banner",
            '8' or '9' => "header",
            _ => "footer",
        };
        var answer = await SendAsync(
            client,
            "knowledge/decisions",
            $$"""{"slot":"{{slot}}","user":"u{{caller}}","request":"{{request}}"}"""
        );
        if (!answer.TryGetProperty("decision", out var decision))
        {
            Assert.False(answered.ContainsKey(request), $"{request} had an answer before.");
            return;
        }
        Assert.Equal(answered.GetOrAdd(request, decision.GetString()!), decision.GetString());
    }

    private async Task<JsonElement> SendAsync(HttpClient client, string path, string body)
    {
        while (true)
        {
            var address = await service.Task;
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri(address, $"/v1/domains/{path}"), content);
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return JsonDocument.Parse(text).RootElement;
                }
                Assert.True((int)answer.StatusCode is 429 or 503, $"{answer.StatusCode}: {text}");
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Killed meanwhile: the same request goes to whoever comes next.
            }
        }
    }

    private void AssertMoney()
    {
        using var workspace = Workspace.Open(folder, "test", TimeProvider.System);
        var stored = workspace.Decisions.Since(DateTimeOffset.MinValue).ToDictionary(each => each.DecisionId, StringComparer.Ordinal);
        Assert.NotEmpty(answered);
        Assert.NotEmpty(clicked);
        Assert.Empty(answered.Values.Except(stored.Keys));
        Assert.Equal(stored.Count, stored.Values.Select(each => each.RequestId).Distinct().Count());
        Assert.All(answered.Values, decision => Assert.NotNull(workspace.Impressions.Find(decision)));
        Assert.All(clicked, decision => Assert.Single(workspace.Decisions.OutcomesOf(decision)));
        var banner = workspace.Decisions.DeliveryOf(campaigns[0]);
        var footer = workspace.Decisions.DeliveryOf(campaigns[1]);
        Assert.InRange(banner.Sum(each => each.SpentMinorUnits), 1, Budget);
        Assert.InRange(footer.Sum(each => each.SpentMinorUnits), 1, ClickBudget);
        var header = workspace.Decisions.DeliveryOf(campaigns[2]);
        Assert.InRange(header.Sum(each => each.Impressions), 2, long.MaxValue);
        Assert.Equal(Fee, header.Sum(each => each.SpentMinorUnits));
        Assert.Equal(banner.Sum(each => each.Impressions) * 3 / 2, banner.Sum(each => each.SpentMinorUnits));
        Assert.Equal(
            (footer.Sum(each => each.Clicks) - footer.Sum(each => each.Uncharged)) * ClickPrice,
            footer.Sum(each => each.SpentMinorUnits)
        );
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} decisions answered of {2} stored, {3} clicks; spent {4} of {5} and {6} of {7}.",
            Kills,
            answered.Count,
            stored.Count,
            clicked.Count,
            banner.Sum(each => each.SpentMinorUnits),
            Budget,
            footer.Sum(each => each.SpentMinorUnits),
            ClickBudget
        );
    }

    private async Task AnsweredAsync(int count)
    {
        for (var answer = 0; answer < count; answer++)
        {
            Assert.True(await answers.WaitAsync(Patience), "The service answers nothing any more.");
        }
    }

    private string Prepare()
    {
        using var workspace = Workspace.Create(folder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge");
        workspace.Partners.EnsureDomain("sports");
        workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
        campaigns =
        [
            RunningCampaign.In(workspace, "banner", CampaignPriceModel.PerThousand, Budget, 1500),
            RunningCampaign.In(workspace, "footer", CampaignPriceModel.PerClick, ClickBudget, ClickPrice),
            RunningCampaign.In(workspace, "header", CampaignPriceModel.FixedFee, Fee, Fee),
        ];
        return new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System)
            .Issue("caller", null, Scope.Recommend | Scope.Ingest)
            .Text;
    }
}
