namespace Kuajie.Platform.Users;

/// <summary>Who the users of a domain are.</summary>
public interface IUserDirectory
{
    /// <summary>Every user of the domain that has an interaction or a user record, each once, in no particular order. O(interactions).</summary>
    IReadOnlyList<KnownUser> UsersOf(string domain);
}

/// <summary>A user and whether anything they did is known.</summary>
public readonly record struct KnownUser(string UserId, bool HasInteractions);
