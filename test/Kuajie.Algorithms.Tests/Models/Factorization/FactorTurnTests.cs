using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;
using Kuajie.Algorithms.Tests.Numerics;

namespace Kuajie.Algorithms.Tests.Models.Factorization;

public class FactorTurnTests
{
    private const int Rank = 20;
    private const int Others = 1500;

    [Fact]
    public void Apply_AnyThreads_TurnsTheGramIntoTheTridiagonalMatrix()
    {
        var factors = DenseTwins.Normals(Others * Rank, 1);
        var matrix = Tridiagonal.Reduce(SymmetricMatrix.Gram(factors, Rank), Rank);
        var twin = (float[])factors.Clone();
        FactorTurn.Apply(factors, matrix.Basis, Rank, new TrainingRun());
        FactorTurn.Apply(twin, matrix.Basis, Rank, new TrainingRun(Threads: 3));
        Assert.Equal(factors, twin);
        var gram = SymmetricMatrix.Gram(factors, Rank);
        for (var place = 0; place < gram.Length; place++)
        {
            var (row, column) = (place / Rank, place % Rank);
            var expected =
                row == column ? matrix.Diagonal[row]
                : Math.Abs(row - column) == 1 ? matrix.Beside[Math.Min(row, column)]
                : 0;
            Assert.Equal(expected, gram[place], 1e-5 * Others);
        }
    }

    [Fact]
    public void Solve_InTheTurnedBasis_IsTheSameRowTurned()
    {
        var factors = DenseTwins.Normals(Others * Rank, 2);
        int[] indexes = [.. Enumerable.Range(0, 37)];
        float[] confidences = [.. indexes.Select(index => 1f + (index % 3))];
        var gram = SymmetricMatrix.Gram(factors, Rank);
        var matrix = Tridiagonal.Reduce(gram, Rank);
        foreach (var level in SimdLevels.Supported)
        {
            var plain = DenseTwins.Normals(Rank, 3);
            var turned = (float[])plain.Clone();
            var turnedFactors = (float[])factors.Clone();
            FactorTurn.Apply(turned, matrix.Basis, Rank, new TrainingRun());
            FactorTurn.Apply(turnedFactors, matrix.Basis, Rank, new TrainingRun());
            var objective = Solve(level, factors, new SharedPart(Rank, [(gram, 1f, Others)], null, new TrainingRun()), plain);
            var turnedObjective = Solve(level, turnedFactors, new SharedPart(matrix, Rank, Others), turned);
            FactorTurn.Apply(plain, matrix.Basis, Rank, new TrainingRun());
            // Either basis rounds its regressors to 16 bits, and not alike.
            Assert.All(plain.Zip(turned), pair => Assert.Equal(pair.First, pair.Second, 5e-3));
            Assert.Equal(objective, turnedObjective, 1e-3 * (1 + Math.Abs(objective)));
        }

        double Solve(SimdLevel level, float[] regressors, SharedPart shared, float[] factor)
        {
            var narrow = new NarrowRows(Others, Rank);
            narrow.Fill(regressors, 0);
            var rows = new NarrowRegressors(Rank);
            rows.Start(indexes.Length);
            rows.Add(narrow, indexes, confidences, 1);
            return new ConjugateRowSolver(level, Rank, 3).Solve(rows, shared, 0.5f, factor);
        }
    }

    [Fact]
    public void Pays_FewSolvedRowsOrOtherSolver_IsFalse()
    {
        var settings = new FactorizationSettings
        {
            Rank = 64,
            Solver = FactorSolver.Cg,
            ConjugateSteps = 3,
        };
        Assert.True(FactorTurn.Pays(settings, 100_000, 110_000));
        Assert.False(FactorTurn.Pays(settings, 10_000, 110_000));
        Assert.False(FactorTurn.Pays(settings with { Solver = FactorSolver.Cholesky }, 100_000, 110_000));
    }
}
