using System.Net;
using System.Text;
using System.Text.Json;

namespace Kuajie.Server.Tests.Imports;

public sealed class ImportPreviewTests
{
    private const string Preview = "/v1/domains/knowledge/imports/preview";
    private static readonly string Firm = RunningServer.PartyOf(RunningServer.Knowledge);

    [Fact]
    public async Task Preview_OfAChineseExport_TellsEncodingSeparatorTimesAndColumns()
    {
        await using var running = await RunningServer.StartAsync();
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text =
            "用户编号;课程;点击课程编号;时间\n"
            + string.Concat(Enumerable.Range(1, 30).Select(n => $"用户{n};马拉松;c{n};2026年5月{1 + n % 28}日 8时30分\n"));
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.GetEncoding("gb18030").GetBytes(text)), "interactions", "导出.csv" },
            { new StringContent("item=点击课程编号"), "map" },
        };

        var file = Assert.Single(
            (await (await running.Client(Firm).PostAsync(Preview, form)).DocumentAsync()).GetProperty("files").EnumerateArray()
        );

        Assert.Equal("gb18030", file.GetProperty("encoding").GetString(), ignoreCase: true);
        Assert.Equal(";", file.GetProperty("delimiter").GetString());
        Assert.Equal("yyyy年M月d日", file.GetProperty("timeFormat").GetString());
        Assert.Equal("用户编号", Column(file, "user"));
        Assert.Equal("点击课程编号", Column(file, "item"));
        Assert.Null(Column(file, "kind"));
        Assert.Contains("课程", Role(file, "item").GetProperty("alternatives").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(20, file.GetProperty("rows").GetArrayLength());
        Assert.Equal("用户1", file.GetProperty("rows")[0].GetProperty("values")[0].GetString());
        AssertNothingStored(running);
    }

    [Fact]
    public async Task Preview_WithoutARequiredColumn_SaysWhichComeNearest()
    {
        await using var running = await RunningServer.StartAsync();

        var answer = await running
            .Client(Firm)
            .PostAsync(Preview, Uploads.Form(("interactions", "a.csv", "fan,match_no,ts\nf1,m1,1780000000\nf2\n")));
        var file = Assert.Single((await answer.DocumentAsync()).GetProperty("files").EnumerateArray());

        Assert.Null(Column(file, "user"));
        Assert.NotEmpty(Role(file, "user").GetProperty("alternatives").EnumerateArray());
        Assert.Equal("unixSeconds", file.GetProperty("timeFormat").GetString());
        Assert.Equal("wrongColumnCount", file.GetProperty("rows")[1].GetProperty("reason").GetString());
        AssertNothingStored(running);
    }

    [Fact]
    public async Task Preview_OfNonsense_IsRefusedWithoutThePlaceWhereItLay()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(Firm);

        var empty = await (await client.PostAsync(Preview, Uploads.Form(("items", "a.csv", "")))).ProblemAsync(
            HttpStatusCode.UnprocessableEntity
        );
        var archive = Uploads.Form(("items", "a.csv", "PK\u0003\u0004x"));
        var zip = await (await client.PostAsync(Preview, archive)).ProblemAsync(HttpStatusCode.BadRequest);
        var nothing = new MultipartFormDataContent { { new StringContent("UTC"), "timeZone" } };
        await (await client.PostAsync(Preview, nothing)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.DoesNotContain("staging", JsonSerializer.Serialize(empty), StringComparison.Ordinal);
        Assert.DoesNotContain("staging", JsonSerializer.Serialize(zip), StringComparison.Ordinal);
        AssertNothingStored(running);
    }

    private static void AssertNothingStored(RunningServer running)
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Staging, "upload-*"));
        Assert.False(
            Directory.Exists(running.Workspace.Layout.Uploads)
                && Directory.EnumerateFileSystemEntries(running.Workspace.Layout.Uploads).Any()
        );
        Assert.Empty(running.Workspace.Interactions.Totals());
        Assert.Empty(running.Workspace.Uploads.Of("knowledge", 10));
    }

    private static JsonElement Role(JsonElement file, string role) =>
        file.GetProperty("roles").EnumerateArray().Single(each => each.GetProperty("role").GetString() == role);

    private static string? Column(JsonElement file, string role) =>
        Role(file, role).TryGetProperty("column", out var column) ? column.GetString() : null;
}
