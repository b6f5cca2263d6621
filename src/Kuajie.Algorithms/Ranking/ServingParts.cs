using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;

namespace Kuajie.Algorithms.Ranking;

/// <summary>Looks through models made of models, gates and blends, to the ones that really speak for a user.</summary>
public static class ServingParts
{
    /// <summary>The plain models that a user is served by and how much each weighs; a plain model stands for itself with weight 1.</summary>
    public static IReadOnlyList<(IModel Model, double Weight)> Of(IModel model, UserHistory history) =>
        model switch
        {
            GatedModel gated => Of(gated.Serving(history), history),
            BlendModel blend => [.. blend.WeighedParts(history)],
            _ => [(model, 1)],
        };

    /// <summary>What each past interaction adds to the scores of some items, told apart by the plain model it goes through.</summary>
    /// <param name="model">The model, of whatever kind.</param>
    /// <param name="history">The history that was scored.</param>
    /// <param name="items">Item indexes in the target domain.</param>
    /// <returns>For each item, in no particular order; the amounts are parts of <paramref name="model"/>'s own score.</returns>
    public static IReadOnlyList<IReadOnlyList<PartContribution>> Explain(IModel model, UserHistory history, IReadOnlyList<int> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return model switch
        {
            GatedModel gated => Explain(gated.Serving(history), history, items),
            BlendModel blend => blend.ExplainByPart(history, items),
            _ =>
            [
                .. items.Select(item =>
                    (IReadOnlyList<PartContribution>)
                        [.. model.Explain(history, item, int.MaxValue).Select(contribution => new PartContribution(model, contribution))]
                ),
            ],
        };
    }
}
