using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>What became of each place of a list.</summary>
/// <param name="Moved">Places it moved up; negative for down, 0 where it stayed.</param>
/// <param name="IsNew">Whether it was not in the list before.</param>
internal readonly record struct Move(int Moved, bool IsNew);

/// <summary>Two lists for one person side by side: before and after something was added to what they did.</summary>
internal sealed class ListComparison
{
    private readonly Dictionary<(string Domain, string Item), Move> moves;

    private ListComparison(Dictionary<(string, string), Move> moves, IReadOnlyList<RecommendedItemResponse> gone) =>
        (this.moves, Gone) = (moves, gone);

    /// <summary>Items that stand in the list no longer, in their former order.</summary>
    public IReadOnlyList<RecommendedItemResponse> Gone { get; }

    /// <summary>How many of the places are not as they were.</summary>
    public int Changes => moves.Values.Count(move => move.IsNew || move.Moved != 0);

    /// <summary>What became of an item of the later list.</summary>
    public Move Of(RecommendedItemResponse item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return moves[(item.Domain, item.Item)];
    }

    public static ListComparison Between(IReadOnlyList<RecommendedItemResponse> before, IReadOnlyList<RecommendedItemResponse> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var former = before
            .Select((item, place) => (Key: (item.Domain, item.Item), place))
            .ToDictionary(each => each.Key, each => each.place);
        var found = after
            .Select((item, place) => (Key: (item.Domain, item.Item), place))
            .ToDictionary(
                each => each.Key,
                each => former.TryGetValue(each.Key, out var place) ? new Move(place - each.place, false) : new Move(0, true)
            );
        return new ListComparison(found, [.. before.Where(item => !found.ContainsKey((item.Domain, item.Item)))]);
    }
}
