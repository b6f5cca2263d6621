using System.Net;
using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Platform.Imports;
using Kuajie.Server.Tests.Imports;

namespace Kuajie.Server.Tests.Api;

/// <summary>Forms of imports, malformed in seeded ways: refused with a cure, or accepted and then imported whole or failed with a cure; never a defect, never a part, never a file left behind.</summary>
public sealed class FuzzedUploadTests
{
    private const string Imports = "/v1/domains/knowledge/imports";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Theory]
    [InlineData(1)]
    [InlineData(20260602)]
    public async Task Forms_Malformed_AreRefusedOrImportedWholeAndLeaveNoFile(int seed)
    {
        var settings = new ServerSettings { MostRequestsPerSecond = 0, MostUploadBytes = 2_000_000 };
        await using var running = await RunningServer.StartAsync(settings);
        var client = running.Client(Firm);
        var random = new Random(seed);
        var forms = new FuzzedForm(random);
        var report = new FuzzReport("uploads", seed);
        var wrong = new List<string>();
        for (var request = 0; request < FuzzReport.Requests(120); request++)
        {
            var path = random.Next(3) == 0 ? $"{Imports}/preview" : Imports;
            using var message = new HttpRequestMessage(HttpMethod.Post, path) { Content = forms.Next() };
            message.Headers.ExpectContinue = true;
            var before = Stored(running);
            using var response = await client.SendAsync(message);
            var text = await response.Content.ReadAsStringAsync();
            report.Add($"{(path == Imports ? "import" : "preview")}, {forms.Kind}", (int)response.StatusCode);
            if (await FaultOfAsync(running, client, response, text, before) is { } fault)
            {
                wrong.Add($"{request} {path} {forms.Kind}: {(int)response.StatusCode} {fault}");
            }
        }
        report.Write();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
        Assert.Empty(running.Workspace.Events.IntegrityFaults());
    }

    private static async Task<string?> FaultOfAsync(
        RunningServer running,
        HttpClient client,
        HttpResponseMessage response,
        string text,
        string before
    )
    {
        var status = (int)response.StatusCode;
        string? fault = null;
        if (response.StatusCode == HttpStatusCode.Accepted)
        {
            var import = JsonDocument.Parse(text).RootElement.GetProperty("import").GetString()!;
            fault = Judge(await client.EndAsync(Imports, import), Stored(running) != before);
        }
        else if (status >= 500 || (status >= 400 && !text.Contains("\"cure\":\"", StringComparison.Ordinal)))
        {
            fault = "is no refusal";
        }
        else if (Stored(running) != before)
        {
            fault = "stored something";
        }
        return fault ?? (Left(running) ? "left a file" : null);
    }

    private static string? Judge(JsonElement done, bool hasChanged) =>
        done.State() switch
        {
            "failed" when done.GetProperty("faultCode").GetString() == "defect" => done.GetRawText(),
            "failed" when hasChanged => "failed, but stored something",
            "failed" or "succeeded" => null,
            _ => done.GetRawText(),
        };

    private static bool Left(RunningServer running) =>
        Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Staging).Any()
        || (
            Directory.Exists(running.Workspace.Layout.Uploads)
            && Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Uploads).Any()
        );

    private static string Stored(RunningServer running) =>
        string.Join(
            '|',
            string.Join(',', running.Workspace.Interactions.Totals()),
            running.Workspace.Imports.All().Count(import => import.State == ImportState.Completed),
            running.Workspace.Catalog.Stamp("knowledge"),
            running.Workspace.Users.UsersOf("knowledge").Count
        );
}
