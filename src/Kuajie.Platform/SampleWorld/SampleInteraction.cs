using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.SampleWorld;

/// <summary>One good row of a sample world.</summary>
/// <param name="UserId">The domain's user id.</param>
/// <param name="Item">Index into the domain's items.</param>
/// <param name="Kind">What was done.</param>
/// <param name="UnixSeconds">When, in seconds since 1970 UTC; never the same minute twice for one (user, item, kind).</param>
/// <param name="Value">Stars, seconds, or an amount in yuan; null for kinds without a value.</param>
public readonly record struct SampleInteraction(string UserId, int Item, InteractionKind Kind, long UnixSeconds, decimal? Value);
