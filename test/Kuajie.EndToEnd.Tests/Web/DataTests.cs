using System.Text;
using Kuajie.Platform.Access;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>A data engineer brings a file in, looks at what was wrong with it and takes it back; links accounts.</summary>
public sealed class DataTests(ConsoleWorld world)
{
    private const string Rows =
        "谁,课程编号,行为,时间\n学员1,k1,浏览,2026-01-02 08:00\n学员1,k2,购买,2026-01-03 08:00\n学员2,k1,浏览,2026-01-02 09:00\n学员3,,浏览,2026-01-02 09:00\n学员4,k1,跳舞,2026-01-02 09:00\n";

    [Fact]
    public async Task Data_FileInGbkWithFaults_IsMappedImportedReportedAndTakenBack()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var own = new OwnServer();
        await own.StartAsync();
        var context = await world.StrangerAsync("zh-Hans");
        var visit = await ConsoleVisit.StartAsync(own.Address, context);
        var page = visit.Page;
        await context.APIRequest.PostAsync(
            new Uri(own.Address, "/v1/setup").ToString(),
            new APIRequestContextOptions
            {
                DataObject = new
                {
                    code = own.Server.SetupCode,
                    name = "data@example.org",
                    password = ConsoleWorld.Password,
                },
            }
        );
        await visit.OpenAsync("/data");

        await page.GetByRole(AriaRole.Button, new() { Name = "新建领域" }).ClickAsync();
        await page.GetByLabel("新领域的名称").FillAsync("night-school");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加" }).ClickAsync();
        await Expect(page.Locator(".tab[aria-current=page]")).ToHaveTextAsync("night-school");
        await page.Locator("section input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "行为.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.GetEncoding("gb18030").GetBytes(Rows),
                }
            );
        await Expect(page.GetByText("编码：gb18030")).ToBeVisibleAsync();
        // Nobody recognises 谁 as the user: the page says so, and a hand sets it right.
        await Expect(page.GetByText("请为以下角色选择列")).ToBeVisibleAsync();
        await visit.PictureAsync("Data-preview-zh-Hans");
        await page.Locator(".roles select").First.SelectOptionAsync("谁");
        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Expect(page.Locator(".state")).ToHaveTextAsync("已完成", new() { Timeout = 20_000 });
        await Expect(page.Locator(".import-details .tile b").Nth(1)).ToHaveTextAsync("3");
        await Expect(page.Locator(".import-details .tile b").Nth(2)).ToHaveTextAsync("2");
        await visit.PictureAsync("Data-report-zh-Hans");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("下载全部被拒绝的行").ClickAsync());
        Assert.Contains("学员4,k1,跳舞", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "撤销导入" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "撤销导入" }).ClickAsync();

        await Expect(page.Locator(".state")).ToHaveTextAsync("已撤销");
        Assert.DoesNotContain(own.Workspace.Interactions.Totals(), totals => totals.Domain == "night-school");
        await context.CloseAsync();
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Data_WrongFile_SaysWhatWasFoundAndTheCure()
    {
        Assert.SkipUnless(ConsoleWorld.IsBrowserInstalled, "Chromium is not installed.");
        var context = await world.BrowserOfAsync(Role.Data);
        var visit = await ConsoleVisit.StartAsync(world, context);
        await visit.OpenAsync($"/data?domain={ConsoleWorld.Knowledge}");

        await visit
            .Page.Locator("section input[type=file]")
            .First.SetInputFilesAsync(
                new FilePayload
                {
                    Name = "empty.csv",
                    MimeType = "text/csv",
                    Buffer = [],
                }
            );

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("empty");
        await visit.PictureAsync("Data-wrong-en");
        await context.CloseAsync();
    }
}
