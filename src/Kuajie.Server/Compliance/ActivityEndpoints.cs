using Kuajie.Client.Compliance;
using Kuajie.Platform.Access;
using Kuajie.Platform.Compliance;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Compliance;

/// <summary>Who changed what, when: read by whoever answers for it, written by nobody but the server.</summary>
internal static class ActivityEndpoints
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/activity", List)
            .WithTags("activity")
            .WithName("listActivity")
            .AllowOperator(Scope.Manage, Role.Owner | Role.Compliance);

    /// <summary>
    /// Lines of activity, newest first: sign-ins, people, keys, partnerships, imports, trainings, promotions, scenes, segments, items and users put, erasures. A line holds ids, counts and an outcome,
    /// never a user. Lines are kept for two years, at most a hundred thousand of them.
    /// </summary>
    internal static Ok<ActivityPageResponse> List(
        ActivityLog activity,
        string? actor = null,
        string? actions = null,
        string? domain = null,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        bool? refused = null,
        long? before = null,
        int limit = 50
    )
    {
        var asked = Math.Clamp(limit, 1, ActivityLog.MostAtOnce);
        string[] names = actions?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var found = activity.Find(new ActivityQuery(actor, names, domain, from, until, refused, before, asked));
        return TypedResults.Ok(new ActivityPageResponse([.. found.Select(ToResponse)], found.Count == asked ? found[^1].Number : null));
    }

    private static ActivityResponse ToResponse(Activity line) =>
        new(line.Number, line.At, line.Actor, line.Action, line.Domain, line.Object, line.Outcome, line.Rows, line.Calls);
}
