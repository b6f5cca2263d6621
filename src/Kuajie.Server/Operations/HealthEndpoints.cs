using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Operations;

/// <summary>A part of the service that has to be ready before requests come, or that can be ill while the rest works.</summary>
public interface IHealthReporter
{
    /// <summary>How it is now.</summary>
    HealthPart Report();
}

/// <summary>Whether the process lives and whether it can do its work. Words only, no numbers that tell of business.</summary>
internal static class HealthEndpoints
{
    public const string Ready = "ready";
    public const string Degraded = "degraded";
    public const string NotReady = "not-ready";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).WithName("live").WithTags("health").AllowAnybody();
        app.MapGet("/health/ready", IsReady).WithName("ready").WithTags("health").AllowAnybody();
    }

    /// <summary>Answers as long as the process can.</summary>
    internal static Ok<HealthResponse> Live() => TypedResults.Ok(new HealthResponse("live"));

    /// <summary>200 once every part is ready, also while one is degraded; 503 before.</summary>
    internal static JsonHttpResult<HealthResponse> IsReady(IEnumerable<IHealthReporter> reporters)
    {
        HealthPart[] parts = [.. reporters.Select(reporter => reporter.Report())];
        var isReady = parts.All(part => part.Status != NotReady);
        return TypedResults.Json(
            new HealthResponse(isReady ? Ready : NotReady, parts),
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
