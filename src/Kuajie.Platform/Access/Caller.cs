namespace Kuajie.Platform.Access;

/// <summary>Who asks: an API key or a person that signed in.</summary>
/// <param name="Id">The key's or the person's id; fit for logs.</param>
/// <param name="PartyId">The party it acts for, or null for the operator of the workspace, who sees every domain.</param>
/// <param name="Scopes">What a key may be used for; none for persons.</param>
/// <param name="Roles">What a person may do; none for keys.</param>
public sealed record Caller(string Id, string? PartyId, Scope Scopes, Role Roles)
{
    /// <summary>Whether it acts for the operator of the workspace.</summary>
    public bool IsOperator => PartyId is null;

    /// <summary>Whether one of its scopes or roles is among those allowed.</summary>
    public bool HasAny(Scope scopes, Role roles) => (Scopes & scopes) != Scope.None || (Roles & roles) != Role.None;
}
