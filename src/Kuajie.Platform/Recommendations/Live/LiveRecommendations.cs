using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>The live read side of one workspace, put together.</summary>
public sealed class LiveRecommendations
{
    /// <summary>Puts the parts together; nothing is read yet.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="histories">Reads what users did.</param>
    /// <param name="activity">Reads what was done with items.</param>
    /// <param name="audiences">Reads what is said of users.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="seal">Signs cursors.</param>
    /// <param name="notices">Hears which versions serve, or null.</param>
    /// <exception cref="Faults.KuajieException">Options out of range, all named.</exception>
    public LiveRecommendations(
        IWorkspace workspace,
        ILiveHistoryStore histories,
        IItemActivityStore activity,
        IAudienceStore audiences,
        LiveOptions options,
        TimeProvider clock,
        CursorSeal seal,
        IModelNotices? notices = null
    )
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Faults().ToArray() is { Length: > 0 } faults)
        {
            throw LiveTexts.InvalidOptions(faults);
        }
        Items = new LiveItems(workspace.Catalog, workspace.Partners, options, clock);
        Histories = new LiveHistories(histories, workspace.Links, Items, options);
        Trends = new LiveTrends(activity, Items, clock);
        Models = new LiveModels(workspace.Models, workspace.ModelFiles, Items, options, notices);
        Audiences = new LiveAudiences(audiences, Items, clock);
        Joins = new SessionJoins(workspace.EventLog, Histories);
        Recommender = new LiveRecommender(workspace, Items, Histories, Models, Trends, options, clock, seal, Joins, Audiences);
        Shelves = new LiveShelves(Items, Models, Trends, Recommender, activity, options, clock, seal);
        Takers = new NewItemTakers(Items, Histories, Models, activity);
    }

    public LiveItems Items { get; }

    public LiveHistories Histories { get; }

    public LiveTrends Trends { get; }

    public LiveModels Models { get; }

    public LiveRecommender Recommender { get; }

    public LiveShelves Shelves { get; }

    /// <summary>What segments take, for those of whom nothing else is known.</summary>
    public LiveAudiences Audiences { get; }

    /// <summary>Makes what visitors did before they signed in the users' own.</summary>
    public SessionJoins Joins { get; }

    /// <summary>Gives items that came after the models their factors from the users who take them.</summary>
    public NewItemTakers Takers { get; }
}
