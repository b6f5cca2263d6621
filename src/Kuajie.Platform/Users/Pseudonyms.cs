using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Users;

/// <summary>
/// Domains whose users are stored under pseudonyms only, with the keys that make them. Whatever brings a user's id in from outside asks here first and goes on with the pseudonym: the
/// raw id is neither stored nor logged. Safe to call from many threads.
/// </summary>
/// <param name="keys">The key of each such domain.</param>
public sealed class Pseudonyms(IReadOnlyDictionary<string, Pseudonymizer> keys)
{
    private const string Nobody = "kuajie/key-check";

    /// <summary>No domain is pseudonymised.</summary>
    public static Pseudonyms None { get; } = new(new Dictionary<string, Pseudonymizer>());

    /// <summary>Takes the keys that this process holds, and records which domains they are for: from then on these domains take no raw ids.</summary>
    /// <param name="partners">Where domains are recorded.</param>
    /// <param name="users">Tells whether raw ids are stored already. O(interactions), the first time.</param>
    /// <param name="keys">Keys by domain.</param>
    /// <exception cref="KuajieException">
    /// A domain is unknown, holds raw ids, was pseudonymised with another key, or is pseudonymised and its key is missing.
    /// </exception>
    public static Pseudonyms Take(IPartnerStore partners, IUserDirectory users, IReadOnlyDictionary<string, Pseudonymizer> keys)
    {
        ArgumentNullException.ThrowIfNull(partners);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var (domain, key) in keys)
        {
            partners.ThrowIfUnknown(domain);
            var isNew = partners.PseudonymisedDomains().All(known => known.Domain != domain);
            if (isNew && users.UsersOf(domain).Count(user => !Pseudonymizer.IsPseudonym(user.UserId)) is var raw and > 0)
            {
                throw UserTexts.Source.Fault("raw-ids-stored", "RawIdsStored", isUsage: true, arguments: [domain, raw]);
            }
            ThrowIfOther(partners.PutPseudonymised(new PseudonymisedDomain(domain, key.UserPseudonym(Nobody))), key);
        }
        if (partners.PseudonymisedDomains().FirstOrDefault(known => !keys.ContainsKey(known.Domain)) is { } missing)
        {
            throw UserTexts.Source.Fault("pseudonym-key-missing", "PseudonymKeyMissing", isUsage: true, arguments: [missing.Domain]);
        }
        return new Pseudonyms(keys);
    }

    /// <summary>Refuses ids that would be stored as they are, or under another key, in a domain that takes pseudonyms only.</summary>
    /// <param name="partners">Where domains are recorded.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="key">The key they would be replaced with; null for none.</param>
    /// <exception cref="KuajieException">The key is missing or another one.</exception>
    public static void ThrowIfRaw(IPartnerStore partners, string domain, Pseudonymizer? key)
    {
        ArgumentNullException.ThrowIfNull(partners);
        if (partners.PseudonymisedDomains().FirstOrDefault(known => known.Domain == domain) is not { } pseudonymised)
        {
            return;
        }
        if (key is null)
        {
            throw UserTexts.Source.Fault("pseudonym-key-missing", "PseudonymKeyMissing", isUsage: true, arguments: [domain]);
        }
        ThrowIfOther(pseudonymised, key);
    }

    /// <summary>Refuses raw ids in a domain that takes pseudonyms only.</summary>
    /// <exception cref="KuajieException">An id is none.</exception>
    public static void ThrowIfAnyRaw(IPartnerStore partners, string domain, IEnumerable<string> userIds)
    {
        ArgumentNullException.ThrowIfNull(partners);
        if (partners.PseudonymisedDomains().Any(known => known.Domain == domain) && !userIds.All(Pseudonymizer.IsPseudonym))
        {
            throw UserTexts.Source.Fault("pseudonym-key-missing", "PseudonymKeyMissing", isUsage: true, arguments: [domain]);
        }
    }

    /// <summary>What makes the pseudonyms of a domain, or null where ids are kept as they are.</summary>
    public Pseudonymizer? Of(string domain) => keys.GetValueOrDefault(domain);

    /// <summary>The id a user is stored by: the pseudonym of a raw id; a pseudonym, as answers name it, stands for itself.</summary>
    public string Stored(string domain, string userId) =>
        keys.GetValueOrDefault(domain) is { } key && !Pseudonymizer.IsPseudonym(userId) ? key.UserPseudonym(userId) : userId;

    private static void ThrowIfOther(PseudonymisedDomain recorded, Pseudonymizer key)
    {
        if (recorded.KeyCheck != key.UserPseudonym(Nobody))
        {
            throw UserTexts.Source.Fault("other-pseudonym-key", "OtherPseudonymKey", isUsage: true, arguments: [recorded.Domain]);
        }
    }
}
