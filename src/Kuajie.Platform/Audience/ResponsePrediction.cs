using Kuajie.Marketing.Response;

namespace Kuajie.Platform.Audience;

/// <summary>An item whose response is asked for.</summary>
/// <param name="Domain">Its domain.</param>
/// <param name="ItemId">The item.</param>
/// <param name="As">How it would be shown; null for one that is looked at.</param>
public sealed record ResponseItem(string Domain, string ItemId, ShownAs? As);

/// <summary>What a kept model expects of a user and an item, and why.</summary>
/// <param name="UserId">The user, as asked.</param>
/// <param name="Item">The item.</param>
/// <param name="IsKnown">Whether the user did anything so far; of others only the item and the hour are known.</param>
/// <param name="Prediction">The probability or amount, and what each feature adds to it.</param>
public sealed record UserResponse(string UserId, ResponseItem Item, bool IsKnown, ResponsePrediction Prediction);
