using Kuajie.Platform.Training;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Operations;

/// <summary>Which program answers.</summary>
internal static class VersionEndpoints
{
    public static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/version", Get).WithName("version").WithTags("version").AllowAnybody();

    /// <summary>The program's version.</summary>
    internal static Ok<VersionResponse> Get() => TypedResults.Ok(new VersionResponse(CodeVersion.Current));
}
