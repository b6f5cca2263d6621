using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Evaluation.Protocols;

/// <summary>
/// A segment of users by what a model can know of them: target rows (cold: none, few: up to <see cref="MostFewRows"/>, many) and whether another domain knows
/// them (linked) or not.
/// </summary>
/// <param name="TargetRows">0 cold, 1 few, 2 many.</param>
/// <param name="IsLinked">Whether the user has interactions in another domain.</param>
public readonly record struct UserSegment(int TargetRows, bool IsLinked)
{
    /// <summary>Most target rows of a user in the segment "few".</summary>
    public const int MostFewRows = 5;

    /// <summary>Number of segments.</summary>
    public const int Count = 6;

    private static readonly string[] RowNames = ["cold", "few", "many"];

    /// <summary>Place of the segment in arrays of <see cref="Count"/>.</summary>
    public int Index => (TargetRows * 2) + (IsLinked ? 1 : 0);

    /// <summary>Name in tables, for example <c>few-linked</c>.</summary>
    public string Name => $"{RowNames[TargetRows]}-{(IsLinked ? "linked" : "unlinked")}";

    /// <summary>Groups of segments that tables report: by target rows, and by link.</summary>
    public static IReadOnlyList<string> GroupNames { get; } = [.. RowNames, "linked", "unlinked"];

    /// <summary>Whether the segment belongs to one of <see cref="GroupNames"/>.</summary>
    public bool IsIn(string group) =>
        group switch
        {
            "linked" => IsLinked,
            "unlinked" => !IsLinked,
            _ => RowNames[TargetRows] == group,
        };

    /// <summary>The segment at a place.</summary>
    public static UserSegment At(int index) => new(index / 2, index % 2 == 1);

    /// <summary>The segment of a user.</summary>
    public static UserSegment Of(UserHistory history, int targetDomain)
    {
        ArgumentNullException.ThrowIfNull(history);
        var targetRows = history[targetDomain].Count;
        var isLinked = false;
        for (var domain = 0; domain < history.DomainCount; domain++)
        {
            isLinked |= domain != targetDomain && history[domain].Count > 0;
        }
        return new UserSegment(
            targetRows == 0 ? 0
                : targetRows <= MostFewRows ? 1
                : 2,
            isLinked
        );
    }
}
