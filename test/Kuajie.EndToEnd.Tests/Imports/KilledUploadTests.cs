using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.EndToEnd.Tests.Interactions;
using Kuajie.Platform.Access;
using Kuajie.Platform.Imports;
using Kuajie.Storage.Workspaces;

namespace Kuajie.EndToEnd.Tests.Imports;

/// <summary>
/// The service is killed again and again while files are sent to it for import: each import that was accepted is in the end wholly there, or on record with what became of it, and of none
/// there is a part. The environment variable <c>KUAJIE_IMPORT_KILLS</c> asks for another number of rounds.
/// </summary>
public sealed class KilledUploadTests : IDisposable
{
    private const int Rows = 20_000;
    private const string Imports = "/v1/domains/knowledge/imports";
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("KUAJIE_IMPORT_KILLS") ?? "6",
        CultureInfo.InvariantCulture
    );
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-killed-upload-").FullName;
    private readonly SplittableRandom random = new(20260815);
    private readonly List<string> accepted = [];
    private int sent;

    private string WorkspaceFolder => Path.Combine(folder, "w.kuajie");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Serve_KilledWhileImporting_LeavesEachAcceptedImportWholeOrOnRecord()
    {
        var key = CreateKey();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await ServeProcess.StartAsync(WorkspaceFolder);
            using var client = ClientOf(process, key);
            // Two files or three, so that one runs, the others wait, or one is on its way, when the blow falls: in every second round only after one was accepted, however
            // slow the machine is.
            var first = new TaskCompletionSource();
            var sending = SendAsync(client, 2 + random.NextInteger(2), first);
            if (kill % 2 == 0)
            {
                await first.Task.WaitAsync(TimeSpan.FromMinutes(1));
            }
            process.ExitsWithin(TimeSpan.FromMilliseconds(30 + random.NextDouble() * 900));
            process.Kill();
            await sending;
        }
        using (var last = await ServeProcess.StartAsync(WorkspaceFolder))
        {
            using var client = ClientOf(last, key);
            await SendAsync(client, 1, new TaskCompletionSource());
            Assert.True(accepted.Count > Kills / 2, $"{accepted.Count} accepted.");
            await AssertOverAsync(client);
            Assert.Equal(0, await last.StopAsync());
        }
        AssertWhole();
    }

    /// <summary>Every accepted import is over, and says how.</summary>
    private async Task AssertOverAsync(HttpClient client)
    {
        var states = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var import in accepted)
        {
            using var progress = await client.GetAsync($"{Imports}/{import}/progress");
            await progress.Content.ReadAsStringAsync();
            using var found = JsonDocument.Parse(await client.GetStringAsync($"{Imports}/{import}"));
            var state = found.RootElement.GetProperty("state").GetString()!;
            Assert.True(state is "succeeded" or "interrupted", found.RootElement.GetRawText());
            states[state] = states.GetValueOrDefault(state) + 1;
        }
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills, {1} files sent, {2} accepted: {3}.",
            Kills,
            sent,
            accepted.Count,
            string.Join(", ", states.Select(state => $"{state.Value} {state.Key}"))
        );
    }

    private void AssertWhole()
    {
        using var workspace = Workspace.Open(WorkspaceFolder, "test", TimeProvider.System);
        var rows = workspace
            .Interactions.OfUser("knowledge", "u0")
            .GroupBy(each => each.ItemId.Split('-')[0], StringComparer.Ordinal)
            .ToDictionary(file => file.Key, file => file.Count(), StringComparer.Ordinal);
        var completed = workspace.Imports.All().Where(import => import.State == ImportState.Completed).ToArray();
        Assert.Equal(completed.Length, rows.Count);
        Assert.All(rows, file => Assert.Equal(RowsOfFirstUser, file.Value));
        Assert.Equal((long)completed.Length * Rows, Assert.Single(workspace.Interactions.Totals()).Interactions);
        var done = completed.Select(import => import.ImportId).ToHashSet();
        foreach (var import in accepted)
        {
            var state = workspace.Uploads.Find(import)!.Run.State.ToString();
            Assert.Equal(done.Contains(import) ? "Succeeded" : "Interrupted", state);
        }
        Assert.Empty(workspace.Uploads.Unfinished());
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.Layout.Uploads));
        Assert.Empty(Directory.EnumerateFileSystemEntries(workspace.Layout.Staging));
        Assert.Empty(workspace.Events.IntegrityFaults());
    }

    private async Task SendAsync(HttpClient client, int files, TaskCompletionSource first)
    {
        for (var file = 0; file < files; file++)
        {
            using var form = new MultipartFormDataContent
            {
                { new ByteArrayContent(Encoding.UTF8.GetBytes(Export(sent))), "interactions", $"export{sent}.csv" },
            };
            sent++;
            try
            {
                using var answer = await client.PostAsync(Imports, form);
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                using var started = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
                accepted.Add(started.RootElement.GetProperty("import").GetString()!);
                first.TrySetResult();
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                // Killed before the answer: it may be there or not, but not in part.
                return;
            }
        }
    }

    private static HttpClient ClientOf(ServeProcess process, string key)
    {
        var client = new HttpClient { BaseAddress = process.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private const int Users = 97;

    private static int RowsOfFirstUser => (Rows + Users - 1) / Users;

    private static string Export(int number)
    {
        var text = new StringBuilder("user_id,item_id,kind,time\n");
        for (var row = 0; row < Rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"u{row % Users},f{number}-c{row},view,{1_700_000_000 + row}\n");
        }
        return text.ToString();
    }

    private string CreateKey()
    {
        using var workspace = Workspace.Create(WorkspaceFolder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge");
        return new KeyRing(workspace.Keys, workspace.Partners, TimeProvider.System).Issue("sender", null, Scope.Manage).Text;
    }
}
