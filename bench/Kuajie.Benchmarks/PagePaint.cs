using System.Globalization;
using Microsoft.Playwright;

namespace Kuajie.Benchmarks;

/// <summary>
/// When pages of the console first paint and when they are filled, in Debian's Chromium, beside the emptiest page of the same server. Each page is opened anew with the browser's cache in place, as
/// somebody who works with it meets it; medians over rounds.
/// </summary>
internal static class PagePaint
{
    private const string Empty = "/health/live";
    private const int Rounds = 9;
    private const string Painted =
        "() => new Promise(done => { const [known] = performance.getEntriesByName('first-contentful-paint'); known ? done(known.startTime) : new PerformanceObserver((list, self) => { const [found] = list.getEntriesByName('first-contentful-paint'); if (found) { self.disconnect(); done(found.startTime); } }).observe({ type: 'paint', buffered: true }); })";

    /// <summary>Prints a table in Markdown.</summary>
    /// <param name="args">Address, name and password of a person, and the pages' paths.</param>
    public static async Task RunAsync(string[] args)
    {
        if (args is not [var address, var name, var password, .. var paths] || paths.Length == 0)
        {
            await Console.Error.WriteLineAsync("paint ADDRESS NAME PASSWORD /PATH…");
            return;
        }
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"] }
        );
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = address });
        var signedIn = await context.APIRequest.PostAsync(
            "/v1/sign-in",
            new APIRequestContextOptions { DataObject = new { name, password } }
        );
        if (!signedIn.Ok)
        {
            throw new InvalidOperationException(await signedIn.TextAsync());
        }
        Console.WriteLine("| page | first paint, ms | filled, ms |");
        Console.WriteLine("|---|---|---|");
        foreach (var path in paths.Prepend(Empty))
        {
            var (paint, filled) = await MeasureAsync(context, path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{path}` | {paint:F0} | {filled:F0} |"));
        }
    }

    private static async Task<(double Paint, double Filled)> MeasureAsync(IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        var (paints, fills) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + 1; round++)
        {
            await page.GotoAsync(path);
            if (path != Empty)
            {
                await page.WaitForFunctionAsync("() => document.body.dataset.alive === 'yes' && !document.querySelector('.waiting')");
            }
            var filled = await page.EvaluateAsync<double>("() => performance.now()");
            var painted = await page.EvaluateAsync<double>(Painted);
            // The first round fills caches.
            if (round > 0)
            {
                paints.Add(painted);
                fills.Add(filled);
            }
        }
        await page.CloseAsync();
        return (Median(paints), Median(fills));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
