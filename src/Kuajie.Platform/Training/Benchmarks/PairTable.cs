namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>The rows of one pair file and where they came from.</summary>
/// <param name="Name">What to call the side in reports, for example <c>phone</c>.</param>
/// <param name="Path">The file.</param>
/// <param name="Rows">Its rows, in order.</param>
public sealed record PairTable(string Name, string Path, IReadOnlyList<UserItemPair> Rows);
