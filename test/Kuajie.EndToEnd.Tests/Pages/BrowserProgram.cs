using Kuajie.EndToEnd.Tests.Pages;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserProgram))]

namespace Kuajie.EndToEnd.Tests.Pages;

/// <summary>The browser of all tests, started when first asked for. What tests must not share (cookies, stored things, pages) belongs to contexts, and each test makes its own.</summary>
public sealed class BrowserProgram : IAsyncDisposable
{
    /// <summary>The one that has no window to begin with costs a fraction of the whole browser without its window.</summary>
    private static readonly string? Program = ((string[])["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]).FirstOrDefault(
        File.Exists
    );

    // No page lives long enough to win back what it costs to compile its scripts well (a fifth of all that pages take).
    private static readonly string[] Settings = ["--no-sandbox", "--disable-gpu", "--js-flags=--no-opt --no-maglev"];
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(StartAsync);

    public static bool IsInstalled => Program is not null;

    /// <summary>A browser as good as new.</summary>
    public static async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options) =>
        await (await Started.Value).Browser.NewContextAsync(options);

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated)
        {
            var (driver, browser) = await Started.Value;
            await browser.DisposeAsync();
            driver.Dispose();
        }
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = Settings }));
    }
}
