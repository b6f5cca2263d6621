namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Which part of a shelf is wanted.</summary>
public sealed record ShelfPage
{
    /// <summary>Ten items, whatever they are.</summary>
    public static ShelfPage First { get; } = new();

    /// <summary>How many items. Default 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Which items may be in it.</summary>
    public ItemFilter Filter { get; init; } = ItemFilter.None;

    /// <summary>Where the former page ended; null for the first.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Which time the counts of a trend are of.</summary>
/// <param name="Window">How far back they look.</param>
/// <param name="End">The moment they look back from: that of the request, or, where nothing happened lately, that of the last activity.</param>
public sealed record TrendSpan(TrendWindow Window, DateTimeOffset End);
