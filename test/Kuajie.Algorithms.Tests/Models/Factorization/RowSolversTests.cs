using CsCheck;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;
using Kuajie.Algorithms.Tests.Numerics;

namespace Kuajie.Algorithms.Tests.Models.Factorization;

public class RowSolversTests
{
    private const int Others = 40;

    private static readonly Gen<(int Rank, int Count, double Ridge, SimdLevel Level, ulong Seed)> Problems = Gen.Select(
        Gen.Int[1, 70],
        Gen.Int[1, 40],
        Gen.Double[0.5, 3],
        Gen.Int[0, SimdLevels.Supported.Count - 1].Select(level => SimdLevels.Supported[level]),
        Gen.ULong
    );

    [Fact]
    public void Solve_Cholesky_IsThePlainSolution() =>
        Problems.Sample(
            problem =>
            {
                var row = new Problem(problem.Rank, problem.Count, (float)problem.Ridge, problem.Seed);
                var (factor, objective) = row.Solve(new CholeskyRowSolver(problem.Level, problem.Rank));
                row.AssertSolved(factor, objective);
            },
            iter: 100
        );

    [Fact]
    public void Solve_CgWithManySteps_IsThePlainSolution() =>
        Problems.Sample(
            problem =>
            {
                var row = new Problem(problem.Rank, problem.Count, (float)problem.Ridge, problem.Seed);
                var (factor, objective) = row.Solve(new ConjugateRowSolver(problem.Level, problem.Rank, 100));
                row.AssertSolved(factor, objective);
            },
            iter: 100
        );

    [Fact]
    public void Solve_SubspaceOfTheWholeRank_IsThePlainSolution() =>
        Problems.Sample(
            problem =>
            {
                var row = new Problem(problem.Rank, problem.Count, (float)problem.Ridge, problem.Seed);
                var (factor, objective) = row.Solve(new SubspaceRowSolver(problem.Level, problem.Rank, 1024));
                row.AssertSolved(factor, objective);
            },
            iter: 100
        );

    [Fact]
    public void Solve_AnySolver_ReturnsTheObjectiveAndNeverRaisesIt() =>
        Problems.Sample(
            problem =>
            {
                var row = new Problem(problem.Rank, problem.Count, (float)problem.Ridge, problem.Seed);
                (float[], double)[] solved =
                [
                    row.Solve(new ConjugateRowSolver(problem.Level, problem.Rank, 1)),
                    row.Solve(new ConjugateRowSolver(problem.Level, problem.Rank, 3)),
                    row.Solve(new SubspaceRowSolver(problem.Level, problem.Rank, 16)),
                ];
                foreach (var (factor, objective) in solved)
                {
                    var before = row.Objective(row.Start);
                    Assert.Equal(row.Objective(factor), objective, 1e-4 * (1 + before));
                    Assert.True(objective <= before * (1 + 1e-5), $"{before} rose to {objective}.");
                }
            },
            iter: 100
        );

    [Fact]
    public void Solve_Dual_IsThePlainSolution()
    {
        var row = new Problem(32, DualEquations.MostRows(32), 1, 4);
        var dual = new DualEquations(32);
        var factor = new float[32];
        var spectral = row.Shared(isSpectral: true).Spectral!;
        dual.Start();
        dual.Add(spectral.Factors[0], row.Indexes, row.Confidences, 1);
        var objective = dual.Solve(spectral, 1, factor);
        row.AssertSolved(factor, objective);
    }

    [Fact]
    public void Solve_SecondRowOfItsLength_AllocatesNothing()
    {
        var row = new Problem(48, 37, 1, 5);
        foreach (var solver in Solvers(48))
        {
            var (rows, shared, factor) = (new GatheredRows(48), row.Shared(), new float[48]);
            var allocated = 0L;
            for (var round = 0; round < 3; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                rows.Start(row.Indexes.Length);
                rows.Add(row.Factors, row.Indexes, row.Confidences, 1);
                solver.Solve(rows, shared, 1, factor);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            Assert.Equal(0, allocated);
        }
    }

    [Fact]
    public void Solve_CgForTheSecondRowOfItsLength_AllocatesNothing()
    {
        var row = new Problem(48, 37, 1, 5);
        var (rows, narrow, shared, factor) = (new NarrowRegressors(48), row.Narrow(), row.Shared(), new float[48]);
        var solver = new ConjugateRowSolver(SimdLevels.Best, 48, 3);
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            rows.Start(row.Indexes.Length);
            rows.Add(narrow, row.Indexes, row.Confidences, 1);
            solver.Solve(rows, shared, 1, factor);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void Add_IndexOutsideTheFactors_Throws()
    {
        var rows = new GatheredRows(4);
        rows.Start(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Add(new float[8], [2], [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.Add(new float[8], [-1], [1], 1));
        var narrow = new NarrowRegressors(4);
        narrow.Start(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => narrow.Add(new NarrowRows(2, 4), [2], [1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => narrow.Add(new NarrowRows(2, 4), [-1], [1], 1));
    }

    private static IRowSolver[] Solvers(int rank) =>
        [new CholeskyRowSolver(SimdLevels.Best, rank), new SubspaceRowSolver(SimdLevels.Best, rank, 16)];

    /// <summary>One row's equations with 40 rows on the other side, unobserved weight 0.1, and their plain solution.</summary>
    private sealed class Problem
    {
        private readonly int rank;
        private readonly float ridge;
        private readonly float[] gram;
        private readonly double[] solution;

        public Problem(int rank, int count, float ridge, ulong seed)
        {
            (this.rank, this.ridge) = (rank, ridge);
            // Numbers of 16 bits, so that no solver rounds its regressors.
            Factors = [.. DenseTwins.Normals(Others * rank, seed).Select(NarrowRows.Round)];
            Indexes = [.. Enumerable.Range(0, count)];
            Confidences = [.. DenseTwins.Normals(count, seed + 1).Select(value => 0.2f + Math.Abs(value))];
            Start = DenseTwins.Normals(rank, seed + 2);
            gram = SymmetricMatrix.Gram(Factors, rank);
            var matrix = DenseTwins.OuterProducts(Factors, rank, Indexes, Confidences);
            for (var place = 0; place < rank * rank; place++)
            {
                matrix[place / rank, place % rank] += (0.1f * gram[place]) + (place % (rank + 1) == 0 ? ridge : 0);
            }
            solution = DenseTwins.Solve(matrix, RightHandSide());
        }

        public float[] Factors { get; }

        public int[] Indexes { get; }

        public float[] Confidences { get; }

        public float[] Start { get; }

        public SharedPart Shared(bool isSpectral = false) =>
            new(rank, [((ReadOnlyMemory<float>)gram, 0.1f, Others)], isSpectral ? [Factors] : null, new TrainingRun());

        public (float[] Factor, double Objective) Solve(IRowSolver solver)
        {
            var (rows, factor) = (new GatheredRows(rank), (float[])Start.Clone());
            rows.Start(Indexes.Length);
            rows.Add(Factors, Indexes, Confidences, 1);
            var objective = solver.Solve(rows, Shared(), ridge, factor);
            return (factor, objective);
        }

        public (float[] Factor, double Objective) Solve(ConjugateRowSolver solver)
        {
            var (rows, factor) = (new NarrowRegressors(rank), (float[])Start.Clone());
            rows.Start(Indexes.Length);
            rows.Add(Narrow(), Indexes, Confidences, 1);
            var objective = solver.Solve(rows, Shared(), ridge, factor);
            return (factor, objective);
        }

        public NarrowRows Narrow()
        {
            var narrow = new NarrowRows(Others, rank);
            narrow.Fill(Factors, 0);
            return narrow;
        }

        public double Objective(float[] factor) => Objective([.. factor.Select(value => (double)value)]);

        public void AssertSolved(float[] factor, double objective)
        {
            var least = Objective(solution);
            var scale = 1 + solution.Max(Math.Abs);
            Assert.All(solution.Zip(factor), pair => Assert.Equal(pair.First, pair.Second, 5e-3 * scale));
            Assert.Equal(least, objective, 1e-3 * (1 + Confidences.Sum()));
        }

        private double Objective(double[] factor)
        {
            var sum = ridge * factor.Sum(value => value * value);
            for (var entry = 0; entry < Indexes.Length; entry++)
            {
                var left = 1 - Dot(entry, factor);
                sum += Confidences[entry] * left * left;
            }
            return sum + Enumerable.Range(0, Others).Sum(other => 0.1 * Dot(other, factor) * Dot(other, factor));
        }

        private double Dot(int other, double[] factor) =>
            Enumerable.Range(0, rank).Sum(place => Factors[(other * rank) + place] * factor[place]);

        private double[] RightHandSide() =>
            [.. Enumerable.Range(0, rank).Select(place => Indexes.Sum(k => (double)Confidences[k] * Factors[(k * rank) + place]))];
    }
}
