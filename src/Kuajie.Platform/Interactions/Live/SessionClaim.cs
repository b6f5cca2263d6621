namespace Kuajie.Platform.Interactions.Live;

/// <summary>That the visitor of a visit turned out to be a user.</summary>
/// <param name="Domain">The domain of both.</param>
/// <param name="SessionId">The visit.</param>
/// <param name="UserId">The user.</param>
public sealed record SessionClaim(string Domain, string SessionId, string UserId);
