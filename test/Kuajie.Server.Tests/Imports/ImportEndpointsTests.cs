using System.Net;
using System.Text;
using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Platform.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Tests.Imports;

public sealed class ImportEndpointsTests
{
    private const string Imports = "/v1/domains/knowledge/imports";
    private const string Orders =
        "用户,课程编号,操作类型,时间\nu1,c1,购买,2026-05-01 08:00\nu2,c1,浏览,2026-05-02 09:00\n,c1,浏览,2026-05-02 09:00\n";
    private const string Courses = "课程编号,标题,价格\nc1,马拉松训练营,¥199\nc2,Personal budget,免费\n";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Import_UploadedAndFollowed_IsStoredReportedAndFindable()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        await client.GetAsync("/v1/domains/knowledge/items?q=马拉松");

        var import = await StartAsync(client, Form(("interactions", "../../orders.csv", Orders), ("items", "courses.csv", Courses)));
        var events = await client.GetStringAsync($"{Imports}/{import}/progress");

        Assert.Contains("\"stage\":\"waiting\"", events, StringComparison.Ordinal);
        Assert.Contains("\"stage\":\"ended\"", events, StringComparison.Ordinal);
        var done = await (await client.GetAsync($"{Imports}/{import}")).DocumentAsync();
        Assert.True(done.GetProperty("state").GetString() == "succeeded", done.GetRawText());
        var report = done.GetProperty("report");
        Assert.Equal("3 2 1", $"{report.GetProperty("rowsRead")} {report.GetProperty("rowsKept")} {report.GetProperty("rowsRejected")}");
        Assert.Equal(2, report.GetProperty("items").GetProperty("rowsKept").GetInt64());
        Assert.DoesNotContain("staging", done.GetRawText(), StringComparison.Ordinal);
        var found = await (await client.GetAsync("/v1/domains/knowledge/items?q=马拉松")).DocumentAsync();
        Assert.Equal(1, found.GetProperty("total").GetInt64());
        var rejected = await client.GetAsync($"{Imports}/{import}/rejected");
        Assert.Equal("text/csv", rejected.Content.Headers.ContentType?.MediaType);
        Assert.Contains("missingUser", await rejected.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Staging, "upload-*"));
    }

    [Fact]
    public async Task Import_TheSameFileTwice_ChangesNothing()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        await EndAsync(client, await StartAsync(client, Form(("interactions", "a.csv", Orders))));
        var hash = running.Workspace.Interactions.ContentHash(["knowledge"]);

        var again = await EndAsync(client, await StartAsync(client, Form(("interactions", "b.csv", Orders))));

        Assert.True(again.GetProperty("report").GetProperty("alreadyImported").GetBoolean());
        Assert.Equal(0, again.GetProperty("report").GetProperty("rowsKept").GetInt64());
        Assert.Equal(hash, running.Workspace.Interactions.ContentHash(["knowledge"]));
        Assert.Equal(2, (await (await client.GetAsync(Imports)).DocumentAsync()).GetArrayLength());
    }

    [Fact]
    public async Task Import_OfNonsense_FailsWithACureAndStoresNothing()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);

        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        var done = await EndAsync(client, await StartAsync(client, Form(("interactions", "a.csv", "a,b\n1,2\n"))));

        Assert.Equal("failed", done.GetProperty("state").GetString());
        Assert.DoesNotContain("staging", done.GetProperty("faultText").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("文件的列为", done.GetProperty("faultText").GetString(), StringComparison.Ordinal);
        Assert.Empty(running.Workspace.Interactions.Totals());
        await (await client.GetAsync($"{Imports}/{done.GetProperty("import").GetString()}/rejected")).ProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Post_WrongForms_AreRefusedAndLeaveNoFile()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostUploadBytes = 2_000_000 });
        var client = running.Client(Firm);
        async Task Refused(HttpContent content, HttpStatusCode status, string code) =>
            Assert.Equal(code, (await (await client.PostAsync(Imports, content)).ProblemAsync(status)).Code);

        await Refused(Wire.Json("{}"), HttpStatusCode.UnsupportedMediaType, "media-type");
        await Refused(Form(), HttpStatusCode.BadRequest, "nothing-to-import");
        await Refused(Form(("orders", "a.csv", Orders)), HttpStatusCode.BadRequest, "unknown-part");
        await Refused(Option("preset", "nonsense"), HttpStatusCode.BadRequest, "unknown-preset");
        await Refused(Option("map", new string('x', 5_000)), HttpStatusCode.BadRequest, "too-long");
        await Refused(
            Form([.. Enumerable.Range(0, 21).Select(each => ("users", $"{each}.csv", "user\nu1\n"))]),
            HttpStatusCode.BadRequest,
            "too-many-files"
        );
        var cut = new StringContent("--b\r\nContent-Disposition: form-data; name=\"items\"; filename=\"a.csv\"\r\n\r\nitem", Encoding.UTF8);
        cut.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        await Refused(cut, HttpStatusCode.BadRequest, "broken-upload");
        using var large = new HttpRequestMessage(HttpMethod.Post, Imports)
        {
            Content = Form(("users", "a.csv", new string('x', 3_000_000))),
        };
        large.Headers.ExpectContinue = true;
        Assert.Equal("body-too-large", (await (await client.SendAsync(large)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Code);

        Assert.Empty(Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Staging, "upload-*"));
        Assert.Empty(running.Workspace.Imports.All());
    }

    [Fact]
    public async Task Import_Cancelled_WhileAnotherChangeHoldsIt_LeavesNothing()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);
        string first;
        string second;
        using (running.Server.Services.GetRequiredService<DomainGate>().Enter("knowledge"))
        {
            first = await StartAsync(client, Form(("items", "a.csv", Courses)));
            second = await StartAsync(client, Form(("items", "b.csv", Courses + "c3,More,1\n")));
            await (await client.DeleteAsync($"{Imports}/{second}")).DocumentAsync();
            await (await client.DeleteAsync($"{Imports}/{first}")).DocumentAsync();
        }

        Assert.Equal("cancelled", (await EndAsync(client, first)).GetProperty("state").GetString());
        Assert.Equal("cancelled", (await EndAsync(client, second)).GetProperty("state").GetString());
        Assert.Empty(running.Workspace.Catalog.ItemsOf("knowledge"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Staging, "upload-*"));
    }

    [Fact]
    public async Task Import_OfAnotherDomain_IsUnknownAndTellsNothingOfStrangers()
    {
        await using var running = await RunningServer.StartAsync();
        var sports = running.Client(RunningServer.PartyOf(RunningServer.Sports));
        var auto = running.Client(RunningServer.PartyOf(RunningServer.Auto));
        var client = running.Client(Firm);
        foreach (var (who, domain) in new[] { (sports, "sports"), (auto, "auto") })
        {
            var content = Form(("interactions", "a.csv", Orders));
            var started = await (await who.PostAsync($"/v1/domains/{domain}/imports", content)).DocumentAsync(HttpStatusCode.Accepted);
            var id = started.GetProperty("import").GetString();
            await who.GetStringAsync($"/v1/domains/{domain}/imports/{id}/progress");
            Assert.Equal("unknown-import", (await (await client.GetAsync($"{Imports}/{id}")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        }

        var done = await EndAsync(client, await StartAsync(client, Form(("interactions", "a.csv", Orders))));

        // The partner shares aggregates; the stranger must not even be named.
        var overlaps = done.GetProperty("report").GetProperty("quality").GetProperty("overlaps");
        Assert.Equal(["sports"], overlaps.EnumerateArray().Select(overlap => overlap.GetProperty("domain").GetString()));
    }

    private static MultipartFormDataContent Form(params (string Part, string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (part, name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), part, name);
        }
        if (files.Length == 0)
        {
            form.Add(new StringContent("UTC"), "timeZone");
        }
        return form;
    }

    private static MultipartFormDataContent Option(string name, string text)
    {
        var form = Form(("interactions", "a.csv", Orders));
        form.Add(new StringContent(text), name);
        return form;
    }

    private static async Task<string> StartAsync(HttpClient client, HttpContent form) =>
        (await (await client.PostAsync(Imports, form)).DocumentAsync(HttpStatusCode.Accepted)).GetProperty("import").GetString()!;

    private static async Task<JsonElement> EndAsync(HttpClient client, string import)
    {
        await client.GetStringAsync($"{Imports}/{import}/progress");
        return await (await client.GetAsync($"{Imports}/{import}")).DocumentAsync();
    }
}
