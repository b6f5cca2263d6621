using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Access;

/// <summary>Who may call an endpoint. Each endpoint carries exactly one; <see cref="AccessGate"/> enforces it before the handler runs.</summary>
/// <param name="Scopes">Scopes of keys, any of which will do.</param>
/// <param name="Roles">Roles of persons, any of which will do.</param>
/// <param name="Need">What the caller must have of the domain in the route's <c>{domain}</c>; null where the route names none.</param>
/// <param name="IsForOperator">Whether only callers who act for the operator of the workspace will do.</param>
/// <param name="IsOpen">Whether nobody has to say who they are.</param>
/// <param name="IsOpenToLoopback">Whether callers on the same machine need not say who they are.</param>
public sealed record AccessRule(
    Scope Scopes,
    Role Roles,
    DomainNeed? Need = null,
    bool IsForOperator = false,
    bool IsOpen = false,
    bool IsOpenToLoopback = false
);

/// <summary>Gives endpoints their rule.</summary>
public static class AccessRules
{
    /// <summary>Callers with any of these scopes or roles.</summary>
    public static T Allow<T>(this T endpoint, Scope scopes, Role roles)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(scopes, roles));

    /// <summary>Callers with any of these scopes or roles, on a domain (the route's <c>{domain}</c>) that they have this of.</summary>
    public static T Allow<T>(this T endpoint, Scope scopes, Role roles, DomainNeed need)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(scopes, roles, need));

    /// <summary>Callers with any of these scopes or roles that act for the operator of the workspace.</summary>
    public static T AllowOperator<T>(this T endpoint, Scope scopes, Role roles)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(scopes, roles, IsForOperator: true));

    /// <summary>Everybody, without saying who they are.</summary>
    public static T AllowAnybody<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(Scope.None, Role.None, IsOpen: true));

    /// <summary>Everybody on the same machine; from elsewhere, operators with the scope <c>manage</c>.</summary>
    public static T AllowLoopback<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AccessRule(Scope.Manage, Role.Staff, IsForOperator: true, IsOpenToLoopback: true));

    /// <summary>Refuses to start with an endpoint that has no rule, or whose rule and route disagree about naming a domain.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    public static void ThrowIfMissing(EndpointDataSource source)
    {
        var wrong = source
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !IsRuled(endpoint))
            .Select(endpoint =>
                $"{string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])} {endpoint.RoutePattern.RawText}"
            )
            .ToArray();
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException(
                $"Found endpoints without an access rule, or with one that does not fit their route: {string.Join("; ", wrong)}."
            );
        }
    }

    private static bool IsRuled(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<AccessRule>() is [var rule]
        && (rule.Need is not null) == endpoint.RoutePattern.Parameters.Any(parameter => parameter.Name == AccessGate.DomainParameter);
}
