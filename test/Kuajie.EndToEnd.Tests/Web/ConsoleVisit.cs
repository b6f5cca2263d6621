using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>One tab of the console. Whatever it writes to the browser's console as an error, and whatever it throws, is kept in <see cref="Faults"/>.</summary>
internal sealed class ConsoleVisit
{
    private const string Loaded = "() => !document.querySelector('.waiting') && document.body.dataset.alive === 'yes'";

    /// <summary>Only what is broken is made a result of and told: all that passed, element by element, would be megabytes for every page.</summary>
    private const string BrokenRules = """
        async () => {
            const found = await axe.run(document, {
                resultTypes: ['violations'],
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
            });
            return found.violations.flatMap(rule =>
                rule.nodes.map(node => `${rule.id}: ${node.html} ${node.any.map(check => check.message).join('; ')}`));
        }
        """;

    // No page holds another one, so the rules run in the page itself: the package for the browser would open an empty page, and a process for it, to put frames' results together.
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private readonly Uri home;

    private ConsoleVisit(Uri home, IPage page)
    {
        this.home = home;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Faults.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => Faults.Add($"{page.Url}: {error}");
    }

    public IPage Page { get; }

    public List<string> Faults { get; } = [];

    public static Task<ConsoleVisit> StartAsync(ConsoleWorld world, IBrowserContext context) => StartAsync(world.Address, context);

    /// <summary>A tab of a server.</summary>
    public static async Task<ConsoleVisit> StartAsync(Uri home, IBrowserContext context) => new(home, await context.NewPageAsync());

    /// <summary>Opens a page by its address and waits until it is alive and filled.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(new Uri(home, address).ToString());
        await FilledAsync();
    }

    /// <summary>Waits until nothing is awaited any more.</summary>
    public async Task FilledAsync()
    {
        try
        {
            await Page.WaitForFunctionAsync(Loaded, null, new PageWaitForFunctionOptions { Timeout = 15_000 });
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Page.Url} was not filled. {string.Join(Environment.NewLine, Faults)}", late);
        }
    }

    /// <summary>What the rules of accessibility (WCAG 2.2 A and AA) are broken by, one line each.</summary>
    public async Task<IReadOnlyList<string>> BarriersAsync()
    {
        // What is still fading in is paler than it will be.
        await Page.EvaluateAsync(
            "() => Promise.allSettled(document.getAnimations().filter(one => one.effect.getComputedTiming().iterations < Infinity).map(one => one.finished))"
        );
        await Page.EvaluateAsync(Axe);
        var broken = await Page.EvaluateAsync<string[]>(BrokenRules);
        return [.. broken.Select(rule => $"{Page.Url} {rule}")];
    }

    /// <summary>No rule of accessibility is broken; those that are stand in the failure.</summary>
    public async Task AssertNoBarriersAsync()
    {
        var barriers = await BarriersAsync();
        Assert.True(barriers.Count == 0, string.Join(Environment.NewLine, barriers));
    }

    /// <summary>English words in a row that stand on the page as its own text: neither stored data (<c>translate="no"</c>) nor code.</summary>
    public Task<string[]> EnglishLeftAsync() =>
        Page.EvaluateAsync<string[]>(
            """
            () => {
                const found = [];
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const holder = walker.currentNode.parentElement;
                    if (holder.closest('[translate=no],[lang=en],code,pre,script,style,kbd')) continue;
                    if (/[A-Za-z]{2,}\s+[A-Za-z]{2,}/.test(walker.currentNode.data)) found.push(walker.currentNode.data.trim());
                }
                return found;
            }
            """
        );

    /// <summary>The paths that the page's own content leads to.</summary>
    public Task<string[]> LinksAsync() =>
        Page.EvaluateAsync<string[]>(
            "() => [...new Set([...document.querySelectorAll('main a[href^=\"/\"]')].map(link => link.getAttribute('href').split(/[?#]/)[0]))]"
        );

    /// <summary>Whether the page stays within the window's width.</summary>
    public Task<bool> FitsAsync() => Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");

    /// <summary>How far things jumped since the page was opened (cumulative layout shift): below 0.1 is good.</summary>
    public Task<double> JumpsAsync() =>
        Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value; })
                    .observe({ type: 'layout-shift', buffered: true });
                requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })
            """
        );

    /// <summary>Keeps a picture of the whole page where the environment variable KUAJIE_SCREENSHOTS names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("KUAJIE_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
