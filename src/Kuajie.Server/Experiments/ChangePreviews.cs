using System.Security.Cryptography;
using Kuajie.Client.Experiments;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Experiments;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;
using Kuajie.Server.Recommendations;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Server.Experiments;

/// <summary>Previews of changes on a workspace: the lists of a scene made again by the live recommender.</summary>
public static class ChangePreviews
{
    private const int SealBytes = 32;

    /// <summary>Previews a change as the operator of a workspace that no service holds.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="domain">The domain whose users saw the lists.</param>
    /// <param name="request">The change.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="Platform.Faults.KuajieException">Scene or version are unknown, or a number is out of bounds.</exception>
    public static ChangePreview Of(
        Workspace workspace,
        string domain,
        ExperimentPreviewRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var live = new LiveRecommendations(
            workspace,
            workspace.Events,
            workspace.Events,
            workspace.Events,
            new LiveOptions(),
            clock,
            new CursorSeal(RandomNumberGenerator.GetBytes(SealBytes))
        );
        live.Models.Refresh();
        var partners = new DomainAccess(workspace.Partners.Domains(), workspace.Partners.Partnerships());
        return Of(
            workspace,
            live.Recommender,
            new SceneShelf(workspace.Scenes, clock),
            new RequestAccess(partners, new Caller("", null, Scope.Manage, Role.None), domain),
            _ => true,
            domain,
            request,
            clock,
            cancellation
        );
    }

    internal static ChangePreview Of(
        Workspace workspace,
        LiveRecommender recommender,
        SceneShelf scenes,
        ILiveAccess access,
        Func<string, bool> mayCount,
        string domain,
        ExperimentPreviewRequest request,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        // Lists can only be of a scene that is there, and so can be what takes its place.
        _ = scenes.Find(domain, request.Scene);
        var wanted = RequestReading.Read(
            domain,
            new RecommendationRequest(Scene: request.Instead ?? request.Scene, Model: request.Model, Preview: true),
            scenes
        );
        var usual = new PreviewQuestion(domain, request.Scene, each => each == domain || mayCount(each));
        var question = usual with
        {
            Days = request.Days ?? usual.Days,
            MostLists = request.Lists ?? usual.MostLists,
            Kinds = request.Kinds ?? usual.Kinds,
        };
        return new ChangePreviewer(
            workspace.Events,
            workspace.Events,
            new PastHistories(workspace.Interactions, workspace.Links),
            clock
        ).Preview(question, (known, shown) => recommender.Recommend(Again(wanted, known, shown), access).Items, cancellation);
    }

    /// <summary>The request for a shown list as the change would have answered it: what it would explore is left out, so that it is judged by what it thinks best.</summary>
    private static LiveRequest Again(LiveRequest wanted, IReadOnlyList<Platform.Interactions.Interaction> known, Impression shown) =>
        wanted with
        {
            Interactions = known,
            Count = shown.Items.Count,
            Exploration = null,
            Seed = 1,
            Targets =
                wanted.Targets.Count > 0
                    ? wanted.Targets
                    : [.. shown.Items.Select(item => item.Domain).Distinct(StringComparer.Ordinal).Select(each => new LiveTarget(each))],
        };
}
