using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Attribution;

/// <summary>A way to credit conversions to channels.</summary>
public enum AttributionMethod
{
    /// <summary>All of it to the last touch.</summary>
    LastTouch = 1,

    /// <summary>By position: first, last, and the touches between.</summary>
    Position = 2,

    /// <summary>What each channel adds on average, over all orders in which channels could be switched on (Shapley's value).</summary>
    Shapley = 3,

    /// <summary>What holdouts show that the channel caused.</summary>
    Incremental = 4,
}

/// <summary>What a channel is credited with.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Credit">Conversions; null without data enough. May be below 0 where a channel drives people away.</param>
/// <param name="Low">Lower end of the 95 % interval; null where the method has none.</param>
/// <param name="High">Upper end.</param>
public sealed record ChannelCredit(string Channel, double? Credit, double? Low = null, double? High = null);

/// <summary>What one method says.</summary>
/// <param name="Method">The method.</param>
/// <param name="Credits">One for each channel, in the report's order.</param>
/// <param name="Uncredited">Conversions that no channel is credited with; null without data enough.</param>
/// <param name="Reason">Why there is nothing, or null.</param>
public sealed record AttributionResult(
    AttributionMethod Method,
    IReadOnlyList<ChannelCredit> Credits,
    double? Uncredited,
    MarketingText? Reason = null
)
{
    /// <summary>How far the credits are from the truth: Σ |credit − truth| over Σ |truth|; null where a credit is missing or the truth is nothing. O(channels).</summary>
    /// <param name="truth">Conversions that each channel caused; 0 for one that is left out.</param>
    public double? DistanceTo(IReadOnlyDictionary<string, double> truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        var whole = truth.Values.Sum(Math.Abs);
        return Credits.Any(each => each.Credit is null) || !(whole > 0)
            ? null
            : Credits.Sum(each => Math.Abs(each.Credit!.Value - truth.GetValueOrDefault(each.Channel))) / whole;
    }
}

/// <summary>All methods side by side.</summary>
/// <param name="People">People on the paths.</param>
/// <param name="Conversions">Their conversions.</param>
/// <param name="Channels">The channels, in name order.</param>
/// <param name="Results">One for each method; incremental only where holdouts are given.</param>
public sealed record AttributionReport(
    long People,
    long Conversions,
    IReadOnlyList<string> Channels,
    IReadOnlyList<AttributionResult> Results
);
