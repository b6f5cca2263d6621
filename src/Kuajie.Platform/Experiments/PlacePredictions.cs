using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;

namespace Kuajie.Platform.Experiments;

/// <summary>A place of a shown list that was left to chance.</summary>
/// <param name="Position">The place, from 1.</param>
/// <param name="Shown">The item that stood there.</param>
/// <param name="Instead">The item that a change would put there, or null for none.</param>
/// <param name="Propensity">How probable the shown one was.</param>
/// <param name="Reward">What came of it.</param>
internal readonly record struct ChancePlace(int Position, string Shown, string? Instead, double Propensity, double Reward);

/// <summary>
/// Predicts what comes of an item at a place, for the doubly robust estimate: the mean of the place times how much better than such means the item did, drawn towards 1. Each person's places are
/// predicted from the other half of the people, so that nobody's outcome predicts itself.
/// </summary>
internal sealed class PlacePredictions
{
    /// <summary>Rewards expected of an item, by its places, that its own record has to outweigh.</summary>
    private const double PriorRewards = 2;

    private readonly Dictionary<int, (double Reward, double Count)> positions = [];
    private readonly Dictionary<string, (double Reward, double Expected)> items = new(StringComparer.Ordinal);

    /// <summary>The lists with predictions. O(places).</summary>
    /// <param name="lists">The chance places of each list.</param>
    /// <param name="unitOfList">The person who saw each.</param>
    public static LoggedList[] Of(IReadOnlyList<ChancePlace[]> lists, IReadOnlyList<int> unitOfList)
    {
        PlacePredictions[] halves = [Learn(lists, unitOfList, 1), Learn(lists, unitOfList, 0)];
        return [.. lists.Select((places, list) => new LoggedList(unitOfList[list], Predicted(places, halves[unitOfList[list] % 2])))];
    }

    private static PlacePredictions Learn(IReadOnlyList<ChancePlace[]> lists, IReadOnlyList<int> unitOfList, int half)
    {
        var learnt = new PlacePredictions();
        var own = lists.Where((_, list) => unitOfList[list] % 2 == half).SelectMany(places => places).ToArray();
        foreach (var place in own)
        {
            var (reward, count) = learnt.positions.GetValueOrDefault(place.Position);
            learnt.positions[place.Position] = (reward + place.Reward, count + 1);
        }
        foreach (var place in own)
        {
            var (reward, expected) = learnt.items.GetValueOrDefault(place.Shown);
            learnt.items[place.Shown] = (reward + place.Reward, expected + learnt.MeanOf(place.Position));
        }
        return learnt;
    }

    private static LoggedDecision[] Predicted(ChancePlace[] places, PlacePredictions model) =>
        [
            .. places.Select(place => new LoggedDecision(
                place.Propensity,
                string.Equals(place.Shown, place.Instead, StringComparison.Ordinal) ? 1 : 0,
                place.Reward,
                model.Of(place.Shown, place.Position),
                place.Instead is { } item ? model.Of(item, place.Position) : 0
            )),
        ];

    private double Of(string item, int position)
    {
        var (reward, expected) = items.GetValueOrDefault(item);
        return MeanOf(position) * (reward + PriorRewards) / (expected + PriorRewards);
    }

    private double MeanOf(int position) =>
        positions.TryGetValue(position, out var known) && known.Count > 0 ? known.Reward / known.Count : 0;
}
