namespace Kuajie.Client.Access;

/// <summary>The first owner of a workspace.</summary>
/// <param name="Code">The code that the service printed when it started.</param>
/// <param name="Name">What the owner will sign in with, for example an e-mail address.</param>
/// <param name="Password">12 to 200 characters.</param>
public sealed record SetupRequest(string Code, string Name, string Password);

/// <summary>Somebody who wants to sign in.</summary>
/// <param name="Name">The name.</param>
/// <param name="Password">The password.</param>
public sealed record SignInRequest(string Name, string Password);

/// <summary>Another password for the person who is signed in.</summary>
/// <param name="Current">The present one.</param>
/// <param name="Password">The new one, 12 to 200 characters.</param>
public sealed record PasswordRequest(string Current, string Password);

/// <summary>An invitation that is accepted.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Password">12 to 200 characters.</param>
public sealed record AcceptInvitationRequest(string Code, string Password);

/// <summary>Who calls.</summary>
/// <param name="Id">The key's or the person's id.</param>
/// <param name="Party">The party it acts for; absent for the operator of the workspace.</param>
/// <param name="Scopes">What a key may be used for.</param>
/// <param name="Roles">What a person does here.</param>
public sealed record MeResponse(string Id, string? Party, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles);

/// <summary>A person who has or is offered access.</summary>
/// <param name="Person">The id.</param>
/// <param name="Name">What the person signs in with.</param>
/// <param name="Party">The party the person works for; absent for the operator of the workspace.</param>
/// <param name="Roles"><c>owner</c>, <c>growth</c>, <c>partner</c>, <c>data</c>, <c>compliance</c>, <c>readOnly</c>.</param>
/// <param name="IsActive">Whether an invitation was accepted.</param>
/// <param name="CreatedAt">When the person was invited.</param>
public sealed record PersonResponse(
    string Person,
    string Name,
    string? Party,
    IReadOnlyList<string> Roles,
    bool IsActive,
    DateTimeOffset CreatedAt
);

/// <summary>Somebody to invite.</summary>
/// <param name="Name">What the person will sign in with.</param>
/// <param name="Roles">What the person will do here.</param>
/// <param name="Party">The party the person works for; the inviting one's where left out.</param>
public sealed record InvitationRequest(string Name, IReadOnlyList<string> Roles, string? Party = null);

/// <summary>An invitation and its code, which is shown this once.</summary>
/// <param name="Person">The person.</param>
/// <param name="Code">What the person chooses a password with, within seven days.</param>
public sealed record InvitationResponse(PersonResponse Person, string Code);

/// <summary>Other roles for a person.</summary>
/// <param name="Roles">What the person does here from now on.</param>
public sealed record RolesRequest(IReadOnlyList<string> Roles);
