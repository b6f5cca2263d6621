using System.Net.Http.Headers;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Platform.Access;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Interactions;

/// <summary>
/// The service is killed again and again while several clients send events and send them again: what was acknowledged is stored, and nothing is stored twice.
/// The environment variable <c>KUAJIE_KILLS</c> asks for another number of rounds.
/// </summary>
public sealed class KilledServiceTests : IDisposable
{
    private const int Senders = 4;
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("KUAJIE_KILLS") ?? "10",
        System.Globalization.CultureInfo.InvariantCulture
    );
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-killed-").FullName;
    private readonly SplittableRandom random = new(20260601);
    private readonly SemaphoreSlim acknowledgements = new(0);
    private TaskCompletionSource<Uri> service = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        acknowledgements.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Serve_KilledAtAnyMoment_StoresEveryAcknowledgedEventOnce()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", CreateKey());
        using var stop = new CancellationTokenSource();
        EventSender[] senders =
        [
            .. Enumerable
                .Range(0, Senders)
                .Select(number => new EventSender(number, () => service.Task, client, () => acknowledgements.Release())),
        ];
        var sending = Task.WhenAll(senders.Select(sender => Task.Run(() => sender.RunAsync(stop.Token))));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await ServeProcess.StartAsync(folder);
            service.SetResult(process.Address);
            await AcknowledgedOnce(1 + random.NextInteger(60));
            // So that the blow falls at any place of the way from the request to the disk.
            process.ExitsWithin(TimeSpan.FromMilliseconds(random.NextDouble() * 30));
            service = new(TaskCreationOptions.RunContinuationsAsynchronously);
            process.Kill();
        }
        using (var last = await ServeProcess.StartAsync(folder))
        {
            service.SetResult(last.Address);
            await stop.CancelAsync();
            await sending.WaitAsync(Patience);
            Assert.Equal(0, await last.StopAsync());
        }
        AssertStored(senders);
    }

    private void AssertStored(EventSender[] senders)
    {
        using var workspace = Workspace.Open(folder, "test", TimeProvider.System);
        foreach (var sender in senders)
        {
            string[] stored =
            [
                .. workspace.Interactions.OfUser("knowledge", sender.User).Select(each => each.ItemId),
                .. workspace.EventLog.OfSession("knowledge", sender.Session).Select(each => each.ItemId),
            ];
            Assert.NotEmpty(sender.Acknowledged);
            Assert.Empty(sender.Acknowledged.Except(stored));
            Assert.Equal(stored.Length, stored.Distinct().Count());
        }
        Assert.Empty(workspace.Events.IntegrityFaults());
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} events acknowledged.",
            Kills,
            senders.Sum(sender => sender.Acknowledged.Count)
        );
    }

    private async Task AcknowledgedOnce(int batches)
    {
        for (var batch = 0; batch < batches; batch++)
        {
            Assert.True(await acknowledgements.WaitAsync(Patience), "The service acknowledges nothing any more.");
        }
    }

    private string CreateKey()
    {
        using var workspace = Workspace.Create(folder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge");
        return new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System).Issue("sender", null, Scope.Ingest).Text;
    }
}
