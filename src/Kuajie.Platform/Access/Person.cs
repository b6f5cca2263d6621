namespace Kuajie.Platform.Access;

/// <summary>A person who signs in, as recorded. The name is personal data: it is shown to whoever manages people and never logged.</summary>
/// <param name="PersonId">Opaque id; fit for logs.</param>
/// <param name="Name">What the person signs in with, for example an e-mail address; compared without regard to case.</param>
/// <param name="PartyId">The party the person works for, or null for the operator of the workspace.</param>
/// <param name="Roles">What the person does here.</param>
/// <param name="PasswordHash">Salted slow hash of the password, or null as long as an invitation is open.</param>
/// <param name="SecurityStamp">Changes with password, roles and removal; what was signed in under another stamp is refused.</param>
/// <param name="FailedSignIns">Failures since the last success.</param>
/// <param name="LockedUntil">Until when every attempt is refused, or null.</param>
/// <param name="InvitationHash">SHA-256 of the invitation's code, or null.</param>
/// <param name="InvitedUntil">Until when the invitation is accepted, or null.</param>
/// <param name="CreatedAt">When the record was made.</param>
/// <param name="RemovedAt">When access was taken away, or null.</param>
public sealed record Person(
    string PersonId,
    string Name,
    string? PartyId,
    Role Roles,
    string? PasswordHash,
    string SecurityStamp,
    int FailedSignIns,
    DateTimeOffset? LockedUntil,
    string? InvitationHash,
    DateTimeOffset? InvitedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RemovedAt
)
{
    /// <summary>Whether the person may sign in.</summary>
    public bool IsActive => RemovedAt is null && PasswordHash is not null;

    /// <summary>The person as the one who asks.</summary>
    public Caller ToCaller() => new(PersonId, PartyId, Scope.None, Roles);
}
