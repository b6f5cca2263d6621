using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Experiments;

/// <summary>Reads what users and visitors did, for whoever wants to know what something caused.</summary>
public interface IOutcomeStore
{
    /// <summary>What was done in a domain within a time, in no particular order; what was only seen is not among them, nor is what flagged users did. Reads as it goes.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The moment after the last.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IEnumerable<Outcome> Outcomes(string domain, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation);
}

/// <summary>Something done.</summary>
/// <param name="UserId">Who, or null for a visitor.</param>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Value">Seconds, minor units or rating, by kind; or null.</param>
/// <param name="ListId">The list that led to it, or null.</param>
/// <param name="ItemId">With what.</param>
public readonly record struct Outcome(
    string? UserId,
    InteractionKind Kind,
    DateTimeOffset At,
    double? Value,
    string? ListId,
    string ItemId
);
