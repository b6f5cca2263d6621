using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Pages;

/// <summary>A visitor's browser, with nothing in it yet. Whatever a page throws ends up in <see cref="Faults"/>.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private Browser(IBrowserContext context) => Context = context;

    public IBrowserContext Context { get; }

    public List<string> Faults { get; } = [];

    /// <summary>Addresses outside the shop that pages asked for.</summary>
    public List<string> Collected { get; } = [];

    /// <param name="before">A script that runs before those of each page, or null.</param>
    public static async Task<Browser> StartAsync(string? before = null)
    {
        var context = await BrowserProgram.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1000, Height = 330 },
            }
        );
        var started = new Browser(context);
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

    /// <summary>A page of the shop, its shelves filled.</summary>
    public async Task<IPage> OpenAsync(ShopWorld world, string address)
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(new Uri(world.Address, address).ToString());
        await page.Locator("[data-list=partner] li").First.WaitForAsync();
        return page;
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
