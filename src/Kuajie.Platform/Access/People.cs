using System.Collections.Immutable;
using System.Security.Cryptography;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;

namespace Kuajie.Platform.Access;

/// <summary>
/// The people of a workspace: invited, given roles, removed. They are few and are held in memory, so that every request can check that its person still may;
/// whatever changes them goes through here. Safe to call from many threads.
/// </summary>
public sealed class People
{
    private const int MostNameCharacters = 200;
    private const int FewestPasswordCharacters = 12;
    private const int MostPasswordCharacters = 200;
    private const int MostFailures = 5;
    private const int CodeLength = 24;
    private const string CodeLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan InvitationTime = TimeSpan.FromDays(7);
    private readonly IPersonStore store;
    private readonly IPartnerStore partners;
    private readonly TimeProvider clock;
    private readonly Lock changing = new();
    private ImmutableDictionary<string, Person> people;

    /// <summary>Reads the recorded people.</summary>
    public People(IPersonStore store, IPartnerStore partners, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.store = store;
        this.partners = partners;
        this.clock = clock;
        people = store.All().ToImmutableDictionary(person => person.PersonId, StringComparer.Ordinal);
    }

    /// <summary>Whether nobody can sign in who may do everything: the workspace waits for its first owner.</summary>
    public bool NeedsOwner => !people.Values.Any(IsOwner);

    /// <summary>Everybody who has or is offered access, by name.</summary>
    public IReadOnlyList<Person> All() =>
        [.. people.Values.Where(person => person.RemovedAt is null).OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>A person by id, or null.</summary>
    public Person? Find(string personId) => people.GetValueOrDefault(personId);

    /// <summary>A person by name, or null; removed ones have none.</summary>
    public Person? FindByName(string name) =>
        people.Values.FirstOrDefault(person =>
            person.RemovedAt is null && string.Equals(person.Name, name, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The person whose open invitation has this code, or null.</summary>
    public Person? FindByInvitation(string code)
    {
        var hash = KeySecret.Hash(code);
        var now = clock.GetUtcNow();
        return people.Values.FirstOrDefault(person =>
            person.RemovedAt is null && person.InvitedUntil > now && string.Equals(person.InvitationHash, hash, StringComparison.Ordinal)
        );
    }

    /// <summary>Makes a record without a password and a code by which its person chooses one within seven days.</summary>
    /// <exception cref="KuajieException">The name is taken or unusable, the roles are none or do not fit the party, or the party is unknown.</exception>
    public (Person Person, string Code) Invite(string name, string? partyId, Role roles)
    {
        CheckRoles(partyId, roles);
        if (string.IsNullOrWhiteSpace(name) || name.Length > MostNameCharacters || name.Any(char.IsControl))
        {
            throw AccessTexts.Fault("person-name", "PersonName", name?.Length ?? 0, MostNameCharacters);
        }
        var code = NewCode();
        var now = clock.GetUtcNow();
        lock (changing)
        {
            if (FindByName(name) is not null)
            {
                throw AccessTexts.Fault("person-name-taken", "PersonNameTaken");
            }
            var id = $"person-{Guid.CreateVersion7(now):N}";
            return (
                Keep(
                    new Person(
                        id,
                        name.Trim(),
                        partyId,
                        roles,
                        null,
                        NewStamp(),
                        0,
                        null,
                        KeySecret.Hash(code),
                        now + InvitationTime,
                        now,
                        null
                    )
                ),
                code
            );
        }
    }

    /// <summary>Gives a person other roles. Null where the person is unknown or removed.</summary>
    /// <exception cref="KuajieException">The roles do not fit, or nobody would be left who may do everything.</exception>
    public Person? ChangeRoles(string personId, Role roles) =>
        Change(
            personId,
            person =>
            {
                CheckRoles(person.PartyId, roles);
                return person with { Roles = roles, SecurityStamp = NewStamp() };
            }
        );

    /// <summary>Takes a person's access away. Null where the person is unknown or removed already.</summary>
    /// <exception cref="KuajieException">Nobody would be left who may do everything.</exception>
    public Person? Remove(string personId) =>
        Change(
            personId,
            person =>
                person with
                {
                    RemovedAt = clock.GetUtcNow(),
                    Name = person.PersonId,
                    PasswordHash = null,
                    InvitationHash = null,
                    SecurityStamp = NewStamp(),
                }
        );

    /// <summary>
    /// Counts an attempt to sign in before the password is looked at, so that attempts at the same time count too: after five without a success in between
    /// the person is locked for fifteen minutes. Null where there is nobody to sign in as, or the person is locked.
    /// </summary>
    public Person? BeginSignIn(string name)
    {
        lock (changing)
        {
            var now = clock.GetUtcNow();
            if (FindByName(name) is not { IsActive: true } person || person.LockedUntil > now)
            {
                return null;
            }
            var failures = person.FailedSignIns + 1;
            return Keep(
                failures < MostFailures
                    ? person with
                    {
                        FailedSignIns = failures,
                    }
                    : person with
                    {
                        FailedSignIns = 0,
                        LockedUntil = now + LockTime,
                    }
            );
        }
    }

    /// <summary>Forgets the failures of a person who has signed in.</summary>
    public Person? SignedIn(string personId) => Change(personId, person => person with { FailedSignIns = 0, LockedUntil = null });

    /// <summary>Gives a person a password; an invitation is used up, and whoever is signed in with the old one is refused.</summary>
    public Person? ChangePassword(string personId, string passwordHash) =>
        Change(
            personId,
            person =>
                person with
                {
                    PasswordHash = passwordHash,
                    InvitationHash = null,
                    InvitedUntil = null,
                    FailedSignIns = 0,
                    LockedUntil = null,
                    SecurityStamp = NewStamp(),
                }
        );

    /// <summary>Refuses a password that is too easy to guess or too long to hash. Length is all that counts: rules of composition make passwords no better.</summary>
    /// <exception cref="KuajieException">It is shorter than 12 characters or longer than 200.</exception>
    public static void ThrowIfWeak(string password)
    {
        if (password is not { Length: >= FewestPasswordCharacters and <= MostPasswordCharacters })
        {
            throw AccessTexts.Fault("password", "Password", password?.Length ?? 0, FewestPasswordCharacters, MostPasswordCharacters);
        }
    }

    /// <summary>A stamp that no earlier one equals.</summary>
    public static string NewStamp() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>A code of 118 bits that a person can type.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString(CodeLetters, CodeLength);

    private static bool IsOwner(Person person) => person.IsActive && person.PartyId is null && person.Roles.HasFlag(Role.Owner);

    private Person? Change(string personId, Func<Person, Person> change)
    {
        lock (changing)
        {
            if (!people.TryGetValue(personId, out var person) || person.RemovedAt is not null)
            {
                return null;
            }
            var changed = change(person);
            if (IsOwner(person) && !IsOwner(changed) && people.Values.Count(IsOwner) == 1)
            {
                throw AccessTexts.Fault("last-owner", "LastOwner");
            }
            return Keep(changed);
        }
    }

    private Person Keep(Person person)
    {
        store.Put(person);
        people = people.SetItem(person.PersonId, person);
        return person;
    }

    private void CheckRoles(string? partyId, Role roles)
    {
        if (
            roles == Role.None
            || (roles & ~Role.Everybody) != Role.None
            || (roles.HasFlag(Role.Partner) && (partyId is null || roles != Role.Partner))
        )
        {
            throw AccessTexts.Fault("person-roles", "PersonRoles", roles);
        }
        if (partyId is not null && partners.Parties().All(party => party.PartyId != partyId))
        {
            throw AccessTexts.UnknownParty(partyId, partners.Parties());
        }
    }
}
