using System.Text.Json;
using System.Text.Json.Nodes;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Imports;

namespace Kuajie.Platform.Users;

/// <summary>The rules for user records that programs send. Every fault is named, not only the first.</summary>
/// <param name="faults">Takes what is wrong.</param>
/// <param name="domain">The domain of the records, and of the first user of each pair.</param>
/// <param name="pseudonyms">Gives users the ids they are stored by.</param>
/// <param name="otherDomain">The domain of the second user of each pair.</param>
public sealed class UserCheck(ICollection<KuajieException> faults, string domain, Pseudonyms pseudonyms, string? otherDomain = null)
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
        var checkedAttributes = rules.Attributes(attributes, $"{where}.attributes");
        return faults.Count == before
            ? new UserRecord(pseudonyms.Stored(domain, id!), FieldRules.Written(WithoutIdentifiers(checkedAttributes)))
            : null;
    }

    /// <summary>What names a person by itself is left out where the id does not either, as an import leaves its columns out.</summary>
    private JsonObject WithoutIdentifiers(JsonObject attributes)
    {
        var dropped = pseudonyms.Of(domain) is null ? [] : attributes.Select(pair => pair.Key).Where(DirectIdentifiers.IsOne).ToArray();
        foreach (var name in dropped)
        {
            attributes.Remove(name);
        }
        return attributes;
    }

    /// <summary>A pair of users, or null where something is wrong with it.</summary>
    public UserPair? CheckPair(string? first, string? second, string where)
    {
        var before = faults.Count;
        var (one, other) = (rules.Id(first, where, "first"), rules.Id(second, where, "second"));
        return faults.Count == before
            ? new UserPair(pseudonyms.Stored(domain, one!), pseudonyms.Stored(otherDomain ?? domain, other!))
            : null;
    }
}
