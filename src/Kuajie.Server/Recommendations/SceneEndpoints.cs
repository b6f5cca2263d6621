using System.Text.Json;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Recommendations;

/// <summary>Scenes: what the requests of a placement usually ask for, stored under a name, so that it can be changed without changing the application.</summary>
internal static class SceneEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var scenes = v1.MapGroup("/domains/{domain}/scenes").WithTags("scenes");
        scenes.MapGet("", List).WithName("listScenes").Allow(Scope.Recommend | Scope.Manage, Role.Everybody, DomainNeed.Own);
        scenes.MapGet("/{scene}", Get).WithName("getScene").Allow(Scope.Recommend | Scope.Manage, Role.Everybody, DomainNeed.Own);
        scenes.MapPut("/{scene}", Put).WithName("putScene").Allow(Scope.Manage, Role.Owner | Role.Growth, DomainNeed.Own);
        scenes.MapDelete("/{scene}", Delete).WithName("deleteScene").Allow(Scope.Manage, Role.Owner | Role.Growth, DomainNeed.Own);
    }

    /// <summary>The scenes of a domain, in name order.</summary>
    private static Ok<IReadOnlyList<SceneResponse>> List(string domain, SceneShelf scenes) =>
        TypedResults.Ok<IReadOnlyList<SceneResponse>>([.. scenes.Of(domain).Select(ToResponse)]);

    /// <summary>One scene.</summary>
    private static Ok<SceneResponse> Get(string domain, string scene, SceneShelf scenes) =>
        TypedResults.Ok(ToResponse(scenes.Find(domain, scene)));

    /// <summary>Stores a scene. It counts from the next request on.</summary>
    private static Ok<SceneResponse> Put(string domain, string scene, SceneRequest request, SceneShelf scenes)
    {
        var wanted = request.Request;
        if (
            wanted
            is not { User: null, Session: null, Interactions: null, Cursor: null, Scene: null, Seed: null, Preview: null, Model: null }
        )
        {
            throw RecommendationsTexts.NestedScene();
        }
        // Read as a request would be, so that what no request could ask for is refused here and not there.
        RequestReading.Read(domain, wanted, scenes);
        var json = JsonSerializer.Serialize(wanted, RecommendationsJson.Default.RecommendationRequest);
        return TypedResults.Ok(ToResponse(scenes.Put(domain, scene, json)));
    }

    /// <summary>Forgets a scene.</summary>
    private static NoContent Delete(string domain, string scene, SceneShelf scenes)
    {
        scenes.Remove(domain, scene);
        return TypedResults.NoContent();
    }

    private static SceneResponse ToResponse(Scene scene) => new(scene.Name, RequestReading.Parse(scene), scene.ChangedAt);
}
