using Kuajie.Client.Workspaces;
using Kuajie.Platform.Access;
using Kuajie.Platform.Training;
using Kuajie.Server.Access;
using Kuajie.Storage.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Workspaces;

/// <summary>Facts of the workspace for whoever runs it.</summary>
internal static class WorkspaceEndpoints
{
    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/workspace", Get).WithTags("workspace").WithName("getWorkspace").AllowOperator(Scope.Manage, Role.Staff);

    /// <summary>Versions, sizes on the disk, and limits. Says nothing of where the folder lies.</summary>
    internal static Ok<WorkspaceResponse> Get(Workspace workspace, ServerSettings settings)
    {
        var sizes = WorkspaceSizes.Of(workspace.Layout);
        return TypedResults.Ok(
            new WorkspaceResponse(
                CodeVersion.Current,
                workspace.Manifest.FormatVersion,
                workspace.Manifest.CreatedAt,
                new WorkspaceSizesResponse(sizes.EventsBytes, sizes.RecordsBytes, sizes.ModelsBytes, sizes.ReportsBytes),
                LimitsOf(settings)
            )
        );
    }

    private static Dictionary<string, double> LimitsOf(ServerSettings settings) =>
        new(StringComparer.Ordinal)
        {
            ["requestsPerSecond"] = settings.MostRequestsPerSecond,
            ["guessesPerMinute"] = settings.MostGuessesPerMinute,
            ["bodyBytes"] = settings.MostBodyBytes,
            ["uploadBytes"] = settings.MostUploadBytes,
            ["eventsAtOnce"] = settings.MostEventsAtOnce,
            ["itemsAtOnce"] = settings.MostItemsAtOnce,
            ["usersAtOnce"] = settings.MostUsersAtOnce,
            ["linksAtOnce"] = settings.MostLinksAtOnce,
            ["signInHours"] = settings.SignInTime.TotalHours,
            ["trainingThreads"] = settings.TrainingThreads,
        };
}
