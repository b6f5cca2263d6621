namespace Kuajie.Platform.Users;

/// <summary>Who the users of a domain are.</summary>
public interface IUserDirectory
{
    /// <summary>Every user of the domain that has an interaction or a user record, each once, in no particular order. O(interactions).</summary>
    IReadOnlyList<KnownUser> UsersOf(string domain);

    /// <summary>Those of these users that have an interaction or a user record.</summary>
    IReadOnlySet<string> KnownAmong(string domain, IReadOnlyCollection<string> userIds);

    /// <summary>The records of these users that exist.</summary>
    IReadOnlyDictionary<string, UserRecord> RecordsOf(string domain, IReadOnlyCollection<string> userIds);

    /// <summary>Adds user records or replaces those of the same id, all or none.</summary>
    void PutRecords(string domain, IReadOnlyList<UserRecord> records);
}

/// <summary>A user and whether anything they did is known.</summary>
public readonly record struct KnownUser(string UserId, bool HasInteractions);

/// <summary>What a domain says of a user.</summary>
/// <param name="UserId">The domain's opaque id.</param>
/// <param name="AttributesJson">A JSON object with typed values; <c>{}</c> where there are none.</param>
public sealed record UserRecord(string UserId, string AttributesJson);
