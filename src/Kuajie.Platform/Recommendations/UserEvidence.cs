using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Training;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations;

/// <summary>
/// One person's interactions in every domain a model knows, found through the person's links, as the model wants them (<see cref="History"/>) and as
/// reasons tell them (<see cref="StrongestKind"/>). Read from the store at each request, so what the user did a moment ago counts.
/// </summary>
internal sealed class UserEvidence
{
    private readonly Dictionary<(int Domain, string Item), InteractionKind> strongest;

    /// <summary>What is known already.</summary>
    /// <param name="history">As the model wants it.</param>
    /// <param name="strongest">The interaction with each item that weighs most.</param>
    public UserEvidence(UserHistory history, Dictionary<(int Domain, string Item), InteractionKind> strongest)
    {
        History = history;
        this.strongest = strongest;
    }

    public UserHistory History { get; }

    /// <summary>The interaction with this item that weighs most; what the user would remember.</summary>
    public InteractionKind StrongestKind(int domain, string item) => strongest[(domain, item)];

    /// <summary>Items the user touched in a domain, whether the model knows them or not.</summary>
    public HashSet<string> TouchedItems(int domain) => [.. strongest.Keys.Where(key => key.Domain == domain).Select(key => key.Item)];

    /// <summary>Everything the person did, or what was done up to a moment.</summary>
    public static UserEvidence Gather(
        IWorkspace workspace,
        ServedModel model,
        string userDomain,
        string userId,
        DateTimeOffset? until = null
    )
    {
        var strongestKinds = new Dictionary<(int, string), InteractionKind>();
        var histories = new DomainHistory[model.Domains.Count];
        for (var domain = 0; domain < histories.Length; domain++)
        {
            var interactions = IdsIn(workspace, model.Domains[domain].Name, userDomain, userId)
                .SelectMany(id => workspace.Interactions.OfUser(model.Domains[domain].Name, id))
                .Where(interaction => until is null || interaction.At <= until)
                .ToArray();
            histories[domain] = ToHistory(interactions, model.Domains[domain].Items, model.Data);
            foreach (var ofItem in interactions.GroupBy(interaction => interaction.ItemId, StringComparer.Ordinal))
            {
                strongestKinds[(domain, ofItem.Key)] = ofItem.MaxBy(interaction => WeightOf(interaction, model.Data.KindWeights))!.Kind;
            }
        }
        return new UserEvidence(new UserHistory(histories), strongestKinds);
    }

    private static IEnumerable<string> IdsIn(IWorkspace workspace, string domain, string userDomain, string userId) =>
        string.Equals(domain, userDomain, StringComparison.Ordinal)
            ? [userId]
            : workspace
                .Links.OfUser(userDomain, userId)
                .Where(link => string.Equals(link.SecondDomain, domain, StringComparison.Ordinal))
                .Select(link => link.SecondUser);

    private static DomainHistory ToHistory(IEnumerable<Interaction> interactions, IdMap items, TrainingData data)
    {
        Touch[] touches =
        [
            .. interactions.Select(row => Touch.Of(items.IndexOf(row.ItemId), row.Kind, row.Value, row.At)).Where(touch => touch.Item >= 0),
        ];
        return WeightedHistory.Of(touches, data);
    }

    private static double WeightOf(Interaction interaction, KindWeights weights) => weights.WeightOf(interaction.Kind, interaction.Value);
}
