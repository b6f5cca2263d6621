namespace Kuajie.Marketing.Attribution;

/// <summary>A way people came: which channels touched them, in order, before they converted or were last seen.</summary>
/// <param name="Touches">The channels, the first touch first; empty for people whom none touched. A channel may stand several times.</param>
/// <param name="People">People who came that way, at least 1.</param>
/// <param name="Conversions">How many of them converted, 0 … people.</param>
public sealed record TouchPath(IReadOnlyList<string> Touches, long People, long Conversions);

/// <summary>What a holdout of a channel shows: people whom the channel might touch, and people it was kept from by chance.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="People">People whom it might touch.</param>
/// <param name="Conversions">Their conversions.</param>
/// <param name="HeldOutPeople">People it was kept from.</param>
/// <param name="HeldOutConversions">Their conversions.</param>
public sealed record HoldoutCounts(string Channel, long People, double Conversions, long HeldOutPeople, double HeldOutConversions)
{
    /// <summary>Sum of squared conversions per person, where a person may convert more than once; null where each does at most once.</summary>
    public double? Squares { get; init; }

    /// <summary>The same of those held out.</summary>
    public double? HeldOutSquares { get; init; }
}
