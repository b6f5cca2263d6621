using Kuajie.Algorithms.Models.Neighborhood;
using Kuajie.Algorithms.Numerics;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>Solves the regression of every target item and keeps its largest weights. Blocks of sixteen items are independent, so threads do not matter.</summary>
internal static class ItemRegression
{
    /// <summary>The weights as one block for each domain that explains.</summary>
    public static IReadOnlyList<NeighborBlock> Solve(RegressionData data, RegressionSettings settings, TrainingRun run)
    {
        var columns = new WeightColumns(data);
        var plan = new RegressionPlan(data, settings, run.Threads);
        switch (plan.Way)
        {
            case RegressionWay.Local:
                SolveLocally(data, settings, columns, run);
                break;
            case RegressionWay.Iterative:
                SolveExactly(data, new IterativeSolver(data), settings, columns, run);
                break;
            case RegressionWay.Dual:
                SolveExactly(data, new DualSolver(data, run, new InverseProgress(run)), settings, columns, run);
                break;
            default:
                SolveExactly(data, new PrimalSolver(data, run, new InverseProgress(run)), settings, columns, run);
                break;
        }
        return columns.ToBlocks();
    }

    private static void SolveExactly(
        RegressionData data,
        IRegressionSolver solver,
        RegressionSettings settings,
        WeightColumns columns,
        TrainingRun run
    ) =>
        ForEachBlock(
            data,
            run,
            () => (Scratch: new RegressionScratch(data), Selection: new WeightSelection(data, settings.Neighbors)),
            (first, end, thread) =>
            {
                solver.Solve(first, end - first, thread.Scratch);
                thread.Selection.Keep(first, end - first, thread.Scratch.Weights, columns);
            }
        );

    private static void SolveLocally(RegressionData data, RegressionSettings settings, WeightColumns columns, TrainingRun run)
    {
        run.Progress?.Report(new TrainingProgress(0, 1));
        var frequent = new FrequentGram(data, cheapEntries: 8 * settings.LocalItems, run);
        ForEachBlock(
            data,
            run,
            () => new LocalRegression(data, frequent, Math.Min(settings.LocalItems, data.Scales.Length), settings.Neighbors),
            (first, end, local) =>
            {
                for (var target = first; target < end; target++)
                {
                    local.Solve(target, columns);
                }
            }
        );
    }

    private static void ForEachBlock<TScratch>(
        RegressionData data,
        TrainingRun run,
        Func<TScratch> createScratch,
        Action<int, int, TScratch> solve
    )
    {
        var targets = data.Targets.RowCount;
        var (done, blocks) = (0, RowBlocks.Count(targets, LaneMatrix.Lanes));
        run.Progress?.Report(new TrainingProgress(0, blocks));
        RowBlocks.ForEach(
            targets,
            LaneMatrix.Lanes,
            run.Threads,
            createScratch,
            (_, first, end, scratch) =>
            {
                solve(first, end, scratch);
                run.Progress?.Report(new TrainingProgress(Interlocked.Increment(ref done), blocks));
            },
            run.Cancellation
        );
    }

    /// <summary>The inverse counts as the first hundred steps of its own.</summary>
    private sealed class InverseProgress(TrainingRun run) : IProgress<double>
    {
        public void Report(double value) => run.Progress?.Report(new TrainingProgress((int)(100 * value), 100));
    }
}
