using System.Text.Json;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Users;

/// <summary>The rules for user records that programs send. Every fault is named, not only the first.</summary>
/// <param name="faults">Takes what is wrong.</param>
public sealed class UserCheck(ICollection<KuajieException> faults)
{
    private readonly FieldRules rules = new(faults);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>The record, or null where something is wrong with it.</summary>
    /// <param name="userId">The id as it was sent.</param>
    /// <param name="attributes">The attributes as they were sent.</param>
    /// <param name="where">The user's place in the request, for example <c>users[3]</c>.</param>
    public UserRecord? Check(string? userId, JsonElement? attributes, string where)
    {
        var before = faults.Count;
        var id = rules.Id(userId, where, "user");
        if (id is not null && !seen.Add(id))
        {
            rules.Add("user-twice", "UserTwice", $"{where}.user");
        }
        var written = FieldRules.Written(rules.Attributes(attributes, $"{where}.attributes"));
        return faults.Count == before ? new UserRecord(id!, written) : null;
    }

    /// <summary>A pair of users, or null where something is wrong with it.</summary>
    public UserPair? CheckPair(string? first, string? second, string where)
    {
        var before = faults.Count;
        var (one, other) = (rules.Id(first, where, "first"), rules.Id(second, where, "second"));
        return faults.Count == before ? new UserPair(one!, other!) : null;
    }
}
