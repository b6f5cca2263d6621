using Kuajie.Client.Catalog;

namespace Kuajie.Server.Web.Pages.Catalog;

/// <summary>
/// What a search found, as a list of which any stretch can be asked for. Pages come one after another, by cursor, as far down as somebody looks; beyond <see cref="Most"/> a search has to be
/// narrowed.
/// </summary>
internal sealed class FoundItems
{
    /// <summary>Most items that can be scrolled through.</summary>
    public const int Most = 5000;

    /// <summary>Items asked for at once.</summary>
    public const int PageSize = 100;

    private readonly Func<string?, CancellationToken, Task<ItemPageResponse>> ask;
    private readonly List<ItemResponse> items;
    private string? cursor;

    private FoundItems(Func<string?, CancellationToken, Task<ItemPageResponse>> ask, ItemPageResponse first)
    {
        this.ask = ask;
        items = [.. first.Items];
        (Total, cursor) = (first.Total, first.Cursor);
    }

    /// <summary>How many items fit in all.</summary>
    public long Total { get; }

    /// <summary>How many of them can be scrolled through.</summary>
    public int Reachable => (int)Math.Min(Total, Most);

    /// <summary>Asks for the first page.</summary>
    /// <param name="ask">Asks for the page after a cursor; null for the first.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<FoundItems> BeginAsync(
        Func<string?, CancellationToken, Task<ItemPageResponse>> ask,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(ask);
        return new FoundItems(ask, await ask(null, cancellation));
    }

    /// <summary>A stretch of the list, shorter where the list ends.</summary>
    public async Task<IReadOnlyList<ItemResponse>> RangeAsync(int start, int count, CancellationToken cancellation)
    {
        var end = Math.Min(start + count, Reachable);
        while (items.Count < end && cursor is not null)
        {
            var page = await ask(cursor, cancellation);
            items.AddRange(page.Items);
            cursor = page.Cursor;
        }
        return start >= items.Count ? [] : items.GetRange(start, Math.Min(end, items.Count) - start);
    }
}
