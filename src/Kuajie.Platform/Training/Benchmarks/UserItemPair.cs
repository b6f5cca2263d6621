namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>One row of a pair file.</summary>
/// <param name="User">User id.</param>
/// <param name="Item">Item id.</param>
/// <param name="Rating">The rating, where the file has one.</param>
public readonly record struct UserItemPair(string User, string Item, float? Rating = null);
