namespace Kuajie.Platform.Training.Speed;

/// <summary>What a speed run of batch recommendation does.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Top">Items recommended to each user.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Sweeps">Sweeps of implicit ALS that make the factors.</param>
/// <param name="Passes">How often all users are scored.</param>
/// <param name="Seed">Seed of the factors.</param>
public sealed record RecommendSpeedSettings(int Rank, int Top, int Threads, int Sweeps = 3, int Passes = 5, ulong Seed = 1);
