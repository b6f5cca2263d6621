using System.Text.Json;
using Kuajie.Client.SampleWorld;
using Kuajie.Platform.Access;
using Kuajie.Platform.SampleWorld;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.SampleWorld;

/// <summary>A made-up world to try the service with.</summary>
internal static class SampleWorldEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var sample = v1.MapGroup("/sample-world").WithTags("overview");
        sample.MapPost("", Load).WithName("loadSampleWorld").AllowOperator(Scope.Manage, Role.Owner | Role.Data);
        sample.MapGet("", Get).WithName("sampleWorld").AllowOperator(Scope.Manage, Role.Staff);
    }

    /// <summary>
    /// Loads a made-up knowledge platform and its partner into a workspace without domains, in the background and on the ways that real data take: exports, imports, links, trainings.
    /// </summary>
    internal static Accepted<SampleWorldResponse> Load(SampleWorldRequest request, HttpContext context, SampleLoader loader) =>
        TypedResults.Accepted(
            "/v1/sample-world",
            ToResponse(loader.Begin(new WorldOptions { Scenario = request.Scenario, Users = request.Users }, context.Caller().Id))
        );

    /// <summary>How far the loading has come.</summary>
    internal static Ok<SampleWorldResponse> Get(SampleLoader loader) => TypedResults.Ok(ToResponse(loader.Progress));

    private static SampleWorldResponse ToResponse(SampleProgress progress) =>
        new(Wire(progress.State.ToString()), progress.Step is { } step ? Wire(step.ToString()) : null, progress.FaultText);

    private static string Wire(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
