using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.Messages;
using Kuajie.EndToEnd.Tests.Campaigns;
using Kuajie.EndToEnd.Tests.Interactions;
using Kuajie.Platform.Access;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Partners;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Messages;

/// <summary>
/// The service is killed again and again while a campaign is paused and started and its party is told of it: whatever is on record was told, under one id however often, and nothing was told that is not on
/// record.
/// </summary>
public sealed class KilledMessagesTests : IDisposable
{
    private const int Kills = 6;
    private const string Name = "spring";
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-killed-messages-").FullName;
    private readonly SplittableRandom random = new(20261129);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Serve_KilledAtAnyMoment_TellsWhateverIsOnRecordAndNothingElse()
    {
        await using var receiver = new Receiver();
        var workspace = Path.Combine(folder, "workspace");
        var settings = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(settings, """{"allowsLoopbackWebhooks":true}""", TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Prepare(workspace));
        var acknowledged = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await ServeProcess.StartAsync(workspace, "--settings", settings);
            if (kill == 0)
            {
                var endpoint = $$"""{"party":"knowledge","address":"{{receiver.Address}}","kinds":["campaign.changed"]}""";
                Assert.Equal(HttpStatusCode.Created, await PostAsync(client, new Uri(process.Address, "/v1/webhooks"), endpoint));
            }
            var changes = 8 + random.NextInteger(12);
            for (var change = 0; change < changes; change++)
            {
                acknowledged += await ChangeAsync(client, process.Address, change) ? 1 : 0;
            }
            // So that the blow falls at any place between the record and the receiver, who is told once a second; one change is under way.
            process.ExitsWithin(TimeSpan.FromMilliseconds(random.NextDouble() * 1200));
            var last = ChangeAsync(client, process.Address, changes);
            process.Kill();
            acknowledged += await last ? 1 : 0;
        }
        var recorded = Recorded(workspace);
        using (var process = await ServeProcess.StartAsync(workspace, "--settings", settings))
        {
            for (var came = receiver.Received.Count; Told(receiver) < recorded; came = receiver.Received.Count)
            {
                // Where the machine was too busy to answer in time twice, the third try comes forty seconds later, and the fourth after minutes.
                await receiver.CameAsync(came + 1, TimeSpan.FromMinutes(5));
            }
            Assert.Equal(0, await process.StopAsync());
        }
        Assert.True(acknowledged > Kills, $"{acknowledged}");
        Assert.InRange(recorded, acknowledged, acknowledged + Kills);
        Assert.Equal(recorded, Told(receiver));
        // An id tells one thing, however often it came.
        Assert.All(
            receiver.Received.GroupBy(each => each.Headers["webhook-id"], StringComparer.Ordinal),
            same => Assert.Single(same.Select(each => each.Body).Distinct(StringComparer.Ordinal))
        );
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} changes acknowledged, {2} on record, {3} requests to the receiver.",
            Kills,
            acknowledged,
            recorded,
            receiver.Received.Count
        );
    }

    /// <summary>Pauses the campaign, or starts it again; whether it was acknowledged.</summary>
    private static async Task<bool> ChangeAsync(HttpClient client, Uri address, int change)
    {
        try
        {
            var path = $"/v1/domains/knowledge/campaigns/{Name}/{(change % 2 == 0 ? "pause" : "start")}";
            return await PostAsync(client, new Uri(address, path), "") == HttpStatusCode.OK;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Uri address, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(address, content);
        return answer.StatusCode;
    }

    /// <summary>How many changes the receiver was told of, each once however often it came.</summary>
    private static int Told(Receiver receiver) =>
        receiver
            .Received.Where(each =>
                IsChange(JsonDocument.Parse(each.Body).RootElement.GetProperty("data").GetProperty("action").GetString())
            )
            .Select(each => each.Headers["webhook-id"])
            .Distinct(StringComparer.Ordinal)
            .Count();

    private static bool IsChange(string? action) => action is "pause" or "start";

    private static int Recorded(string folder)
    {
        using var workspace = Workspace.Open(folder, "test", TimeProvider.System);
        return CampaignShelf.HistoryOf(workspace.Campaigns.Of("knowledge").Single()).Count(step => IsChange(step.Action));
    }

    private static string Prepare(string folder)
    {
        using var workspace = Workspace.Create(folder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge");
        workspace.Partners.EnsureDomain("sports");
        workspace.Partners.PutPartnership("knowledge", "sports", PartnershipShares.All);
        RunningCampaign.In(workspace, Name, CampaignPriceModel.PerThousand, 1000, 1500);
        return new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System).Issue("caller", null, Scope.Manage).Text;
    }
}
