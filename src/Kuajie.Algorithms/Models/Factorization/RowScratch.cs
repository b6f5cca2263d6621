namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>Everything a thread needs to solve rows.</summary>
internal sealed class RowScratch(int rank)
{
    public NormalEquations Normal { get; } = new(rank);

    public DualEquations Dual { get; } = new(rank);
}
