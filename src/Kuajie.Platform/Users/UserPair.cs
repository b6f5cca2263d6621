namespace Kuajie.Platform.Users;

/// <summary>Two users said to be the same person.</summary>
public readonly record struct UserPair(string FirstUser, string SecondUser);

/// <summary>A user and the keyed hash of an identifier of theirs.</summary>
public readonly record struct HashedIdentifier(string UserId, string Hash);
