using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>Where a tab is.</summary>
internal static class PageAddress
{
    /// <summary>
    /// Waits until a tab has an address, in which a star stands for anything. It is looked at until it is so: who waits for the event of the change misses one that is over before the waiting begins.
    /// </summary>
    public static Task ArrivesAtAsync(this IPage page, string address) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex($"^{Regex.Escape(address).Replace(@"\*", ".*", StringComparison.Ordinal)}$"));
}
