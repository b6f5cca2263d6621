using Kuajie.Platform.Access;

namespace Kuajie.Server.Web;

/// <summary>Says who may open a page of the console. Each page carries exactly one; the server refuses to start otherwise.</summary>
/// <param name="roles">Any of these roles will do; <see cref="Role.None"/> for pages that everybody may open without signing in.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForRolesAttribute(Role roles) : Attribute
{
    /// <summary>Any of these roles will do.</summary>
    public Role Roles { get; } = roles;

    /// <summary>Only persons who act for the operator of the workspace, whatever their role.</summary>
    public bool IsForOperator { get; init; }
}
