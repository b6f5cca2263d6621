using Kuajie.Algorithms.CrossDomain.JointAls;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Models.ImplicitAls;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class ImplicitAlsTrainingTests
{
    public static TheoryData<FactorSolver> Solvers => [FactorSolver.Cg, FactorSolver.Cholesky, FactorSolver.Subspace];

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Sweep_AnySolver_ReturnsTheLossOfTheDefinitionAndLowersIt(FactorSolver solver)
    {
        var interactions = ModelWorlds.Tastes(1).Dataset.Domains[1].Interactions;
        var training = new ImplicitAlsTrainer(new ImplicitAlsOptions { Rank = 20, Solver = solver }).Begin(interactions, new TrainingRun());
        var previous = double.MaxValue;
        for (var sweep = 0; sweep < 6; sweep++)
        {
            var loss = training.Sweep();
            // Conjugate gradients see the other side in 16 bits, so do the losses they tell.
            Assert.Equal(training.Loss(), loss, (solver == FactorSolver.Cg ? 5e-4 : 1e-4) * loss);
            Assert.True(loss < previous, $"{previous} rose to {loss}.");
            previous = loss;
        }
    }

    [Theory]
    [MemberData(nameof(Solvers))]
    public void Train_AnySolver_ReachesNearlyTheExactLoss(FactorSolver solver)
    {
        var interactions = ModelWorlds.Tastes(1).Dataset.Domains[1].Interactions;
        double LossOf(FactorSolver other)
        {
            var training = new ImplicitAlsTrainer(new ImplicitAlsOptions { Rank = 20, Solver = other }).Begin(
                interactions,
                new TrainingRun()
            );
            return Enumerable.Range(0, 16).Select(_ => training.Sweep()).Last();
        }
        var ratio = LossOf(solver) / LossOf(FactorSolver.Cholesky);
        Assert.True(ratio < 1.03, $"Found {ratio:F4} times the exact solver's loss.");
    }

    [Fact]
    public void Train_JointModel_ReportsAFallingLoss()
    {
        var progress = new Reports();
        new JointAlsTrainer(new JointAlsOptions { Rank = 8, Sweeps = 5 }).Train(
            ModelWorlds.Checkerboard(),
            1,
            new TrainingRun(Progress: progress)
        );
        Assert.Null(progress.Values[0].Loss);
        var losses = progress.Values.Skip(1).Select(report => report.Loss!.Value).ToArray();
        Assert.Equal(5, losses.Length);
        Assert.Equal(losses.OrderDescending(), losses);
    }

    [Fact]
    public void Begin_WrongThreads_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new ImplicitAlsTrainer().Begin(ModelWorlds.Checkerboard().Domains[0].Interactions, new TrainingRun(Threads: 0))
        );

    private sealed class Reports : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Values { get; } = [];

        public void Report(TrainingProgress value) => Values.Add(value);
    }
}
