using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Pages;

/// <summary>Debian's Chromium without a window. Whatever a page throws ends up in <see cref="Faults"/>.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>The one that has no window to begin with costs a fraction of the whole browser without its window.</summary>
    private static readonly string? Program = ((string[])["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]).FirstOrDefault(File.Exists);
    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Browser(IPlaywright playwright, IBrowser browser, IBrowserContext context)
    {
        this.playwright = playwright;
        this.browser = browser;
        Context = context;
    }

    public static bool IsInstalled => Program is not null;

    public IBrowserContext Context { get; }

    public List<string> Faults { get; } = [];

    /// <summary>Addresses outside the shop that pages asked for.</summary>
    public List<string> Collected { get; } = [];

    /// <param name="before">A script that runs before those of each page, or null.</param>
    public static async Task<Browser> StartAsync(string? before = null)
    {
        var driver = await Playwright.CreateAsync();
        var program = await LaunchAsync(driver);
        var context = await program.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1000, Height = 330 },
            }
        );
        var started = new Browser(driver, program, context);
        if (before is not null)
        {
            await context.AddInitScriptAsync(before);
        }
        context.Request += (_, request) =>
        {
            if (request.Url.Contains("/collect", StringComparison.Ordinal))
            {
                lock (started.Collected)
                {
                    started.Collected.Add(request.Url);
                }
            }
        };
        context.WebError += (_, fault) => started.Faults.Add(fault.Error);
        return started;
    }

    /// <summary>The program itself.</summary>
    public static Task<IBrowser> LaunchAsync(IPlaywright driver) =>
        driver.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] }
        );

    /// <summary>A page of the shop, its shelves filled.</summary>
    public async Task<IPage> OpenAsync(ShopWorld world, string address)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(new Uri(world.Address, address).ToString());
        await page.Locator("[data-list=partner] li").First.WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
