using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Solves all rows of one side. Rows do not depend on each other; blocks of them go to whichever thread is free, and sums run in the order of blocks,
/// so the result is the same bit by bit for any number of threads.
/// </summary>
internal sealed class RowSweep(FactorizationSettings settings, TrainingRun run)
{
    private const int MostBlockRows = 128;
    private const int FewestBlockRows = 4;
    private const int Blocks = 512;
    private readonly RowScratch?[] scratches = new RowScratch?[run.Threads];

    /// <summary>Solves each row that has observations and clears the others.</summary>
    /// <returns>The sum of the rows' objectives, and the part of it that is the rows' own regularisation.</returns>
    public (double Objective, double Penalty) Solve(RowSide side, IReadOnlyList<SharedPart> shared)
    {
        var blockRows = Math.Clamp(side.RowCount / Blocks, FewestBlockRows, MostBlockRows);
        var sums = new (double Objective, double Penalty)[RowBlocks.Count(side.RowCount, blockRows)];
        WorkItems.ForEach(
            sums.Length,
            run.Threads,
            (block, worker) =>
            {
                var scratch = scratches[worker] ??= new RowScratch(settings);
                var end = Math.Min((block + 1) * blockRows, side.RowCount);
                var (objective, penalty) = (0.0, 0.0);
                for (var row = block * blockRows; row < end; row++)
                {
                    var (own, ownPenalty) = SolveRow(side, shared, row, scratch);
                    objective += own;
                    penalty += ownPenalty;
                }
                sums[block] = (objective, penalty);
            },
            run.Cancellation
        );
        return (sums.Sum(sum => sum.Objective), sums.Sum(sum => sum.Penalty));
    }

    private (double Objective, double Penalty) SolveRow(RowSide side, IReadOnlyList<SharedPart> shared, int row, RowScratch scratch)
    {
        var factor = side.Factors.AsSpan(row * settings.Rank, settings.Rank);
        var entries = side.EntriesOf(row);
        if (entries == 0)
        {
            factor.Clear();
            return default;
        }
        var part = shared[side.SharedOfRow is null ? 0 : side.SharedOfRow[row]];
        if (part.Spectral is { } spectral && entries <= DualEquations.MostRows(settings.Rank))
        {
            return SolveInDual(side, part, spectral, row, scratch.Dual, factor);
        }
        if (settings.Solver == FactorSolver.Cg)
        {
            return SolveByConjugateGradients(side, part, row, entries, scratch);
        }
        side.Gather(row, entries, scratch.Rows);
        var ridge = settings.RidgeOf(scratch.Rows.Mass + part.Mass);
        var objective = scratch.Solver.Solve(scratch.Rows, part, ridge, factor);
        return (objective, ridge * (double)TensorPrimitives.SumOfSquares<float>(factor));
    }

    private (double Objective, double Penalty) SolveByConjugateGradients(
        RowSide side,
        SharedPart part,
        int row,
        int entries,
        RowScratch scratch
    )
    {
        var factor = side.Factors.AsSpan(row * settings.Rank, settings.Rank);
        side.Gather(row, entries, scratch.NarrowRows);
        var ridge = settings.RidgeOf(scratch.NarrowRows.Mass + part.Mass);
        var objective = scratch.Conjugate.Solve(scratch.NarrowRows, part, ridge, factor);
        return (objective, ridge * (double)TensorPrimitives.SumOfSquares<float>(factor));
    }

    private (double Objective, double Penalty) SolveInDual(
        RowSide side,
        SharedPart part,
        SpectralBase spectral,
        int row,
        DualEquations dual,
        Span<float> factor
    )
    {
        dual.Start();
        for (var source = 0; source < side.Sources.Count; source++)
        {
            var from = side.Sources[source];
            var others = from.Entries.RowColumns(row);
            if (others.Length > 0)
            {
                dual.Add(spectral.Factors[source], others, from.Entries.RowValues(row), from.Weight);
            }
        }
        var ridge = settings.RidgeOf(dual.Mass + part.Mass);
        var objective = dual.Solve(spectral, ridge, factor);
        return (objective, ridge * (double)TensorPrimitives.SumOfSquares<float>(factor));
    }
}
