namespace Kuajie.Client.Recommendations;

/// <summary>Users on whom one sees what recommendations do.</summary>
/// <param name="Users">A few of each kind.</param>
public sealed record ExampleUsersResponse(IReadOnlyList<ExampleUserResponse> Users);

/// <summary>A user to look at.</summary>
/// <param name="User">Their id.</param>
/// <param name="Kind"><c>bothSides</c>, <c>thisSide</c>, <c>otherSide</c> (known there, hardly here) or <c>hardlyKnown</c>.</param>
/// <param name="Items">Items they touched here lately.</param>
/// <param name="OtherItems">Items they touched in the other domain lately.</param>
/// <param name="Tags">Tags that most of these items carry.</param>
public sealed record ExampleUserResponse(string User, string Kind, int Items, int OtherItems, IReadOnlyList<string> Tags);
