using Kuajie.Algorithms.Models;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Bounds of the live read side: what it holds in memory, and how large a request may be.</summary>
public sealed record LiveOptions
{
    /// <summary>Most bytes of remembered histories, as counted by the cache itself; 1 MiB … 1 TiB. Default 256 MiB.</summary>
    public long HistoryBytes { get; init; } = 256L << 20;

    /// <summary>Most interactions remembered of one user or visit, the latest; 10 … 100,000. Default 2,000.</summary>
    public int MostInteractionsPerUser { get; init; } = 2_000;

    /// <summary>Users whose histories are read at the start, the most recent ones; 0 … 10,000,000. Default 20,000.</summary>
    public int WarmUsers { get; init; } = 20_000;

    /// <summary>Compiled filters held for each domain; 1 … 100,000. Default 256.</summary>
    public int MostFilters { get; init; } = 256;

    /// <summary>Longest list of one answer; 1 … 1,000. Default 200.</summary>
    public int LongestList { get; init; } = 200;

    /// <summary>Most items that pages of one list reach; <see cref="LongestList"/> … 2,000. Default 500.</summary>
    public int DeepestPage { get; init; } = 500;

    /// <summary>Share of the places of a cold user's list that are drawn at random, 0 … 1. Default 0.2.</summary>
    public double ColdExploration { get; init; } = 0.2;

    /// <summary>Items new to the model that are scored beside it, the latest; 0 … 100,000. Default 5,000.</summary>
    public int MostNewItems { get; init; } = 5_000;

    /// <summary>Everything wrong with the options, in order.</summary>
    public IEnumerable<OptionFault> Faults() =>
        [
            .. OptionFault.OutsideRange("historyBytes", HistoryBytes, 1L << 20, 1L << 40),
            .. OptionFault.OutsideRange("mostInteractionsPerUser", MostInteractionsPerUser, 10, 100_000),
            .. OptionFault.OutsideRange("warmUsers", WarmUsers, 0, 10_000_000),
            .. OptionFault.OutsideRange("mostFilters", MostFilters, 1, 100_000),
            .. OptionFault.OutsideRange("longestList", LongestList, 1, 1_000),
            .. OptionFault.OutsideRange("deepestPage", DeepestPage, LongestList, 2_000),
            .. OptionFault.OutsideRange("coldExploration", ColdExploration, 0, 1),
            .. OptionFault.OutsideRange("mostNewItems", MostNewItems, 0, 100_000),
        ];
}
