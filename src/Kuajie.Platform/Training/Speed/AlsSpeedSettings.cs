using Kuajie.Algorithms.Models.Factorization;

namespace Kuajie.Platform.Training.Speed;

/// <summary>What a speed run of implicit ALS trains.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Iterations">Sweeps over users and items.</param>
/// <param name="Solver">How rows are solved.</param>
/// <param name="Threads">Threads to use.</param>
/// <param name="Seed">Seed of the first factors.</param>
public sealed record AlsSpeedSettings(int Rank, int Iterations, FactorSolver Solver, int Threads, ulong Seed = 1);
