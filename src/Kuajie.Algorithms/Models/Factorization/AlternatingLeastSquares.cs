using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>
/// Alternating least squares for the implicit objective over one or more item catalogs that share their users (Hu, Koren and Volinsky 2008, with the
/// unobserved weight and frequency-scaled regularisation of Rendle et al. 2021). Rows are solved independently, so the result does not depend on threads.
/// </summary>
internal sealed class AlternatingLeastSquares
{
    private const int BlockRows = 128;
    private readonly FactorizationSettings settings;
    private readonly FactorizationBlockData[] blocks;
    private readonly TrainingRun run;
    private readonly float[] userFactors;
    private readonly float[][] itemFactors;

    public AlternatingLeastSquares(
        FactorizationSettings settings,
        FactorizationBlockData[] blocks,
        int userCount,
        double initialDeviation,
        TrainingRun run
    )
    {
        this.settings = settings;
        this.blocks = blocks;
        this.run = run;
        userFactors = new float[userCount * settings.Rank];
        itemFactors = [.. blocks.Select(block => Initialize(block, initialDeviation))];
    }

    /// <summary>Runs the sweeps: users from items, then items from users. O(sweeps · (entries · rank² + rows · rank³)).</summary>
    public UserFold Train(int sweeps)
    {
        run.Progress?.Report(new TrainingProgress(0, sweeps));
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            SolveUsers(Fold());
            for (var block = 0; block < blocks.Length; block++)
            {
                SolveItems(block);
            }
            run.Progress?.Report(new TrainingProgress(sweep + 1, sweeps));
        }
        return Fold();
    }

    /// <summary>Mean factor of the users who did something in a domain: whom an unknown user is taken for.</summary>
    public float[] MeanUserFactor(UserFold fold, int block)
    {
        SolveUsers(fold);
        var rank = settings.Rank;
        var sums = new double[rank];
        for (var user = 0; user < blocks[block].ByUser.RowCount; user++)
        {
            if (blocks[block].ByUser.RowLength(user) > 0)
            {
                for (var place = 0; place < rank; place++)
                {
                    sums[place] += userFactors[(user * rank) + place];
                }
            }
        }
        return [.. sums.Select(sum => (float)(sum / Math.Max(1, blocks[block].ActiveUserCount)))];
    }

    private float[] Initialize(FactorizationBlockData block, double initialDeviation)
    {
        var factors = new float[block.ByItem.RowCount * settings.Rank];
        var deviation = initialDeviation / Math.Sqrt(settings.Rank);
        for (var item = 0; item < block.ByItem.RowCount; item++)
        {
            if (block.ByItem.RowLength(item) == 0)
            {
                continue;
            }
            var random = SplittableRandom.Stream(run.Seed, ((ulong)block.Domain << 32) | (uint)item);
            foreach (ref var value in factors.AsSpan(item * settings.Rank, settings.Rank))
            {
                value = (float)(random.NextNormal() * deviation);
            }
        }
        return factors;
    }

    private UserFold Fold() =>
        new(
            settings,
            [
                .. blocks.Select(
                    (block, index) =>
                        new FactorBlock(
                            block.Domain,
                            block.Weight,
                            block.MeanWeight,
                            itemFactors[index],
                            SymmetricMatrix.Gram(itemFactors[index], settings.Rank, run.Threads, run.Cancellation)
                        )
                ),
            ]
        );

    private void SolveUsers(UserFold fold)
    {
        var rank = settings.Rank;
        ForEachRow(
            userFactors.Length / rank,
            (user, equations) =>
            {
                equations.Clear();
                for (var block = 0; block < blocks.Length; block++)
                {
                    var rows = blocks[block].ByUser;
                    fold.Add(fold.Blocks[block], rows.RowColumns(user), rows.RowValues(user), equations);
                }
                Solve(fold.Finish(equations), equations, userFactors.AsSpan(user * rank, rank));
            }
        );
    }

    private void SolveItems(int block)
    {
        var data = blocks[block];
        var rank = settings.Rank;
        var gram = SymmetricMatrix.Gram(FactorsOfActiveUsers(data), rank, run.Threads, run.Cancellation);
        ForEachRow(
            data.ByItem.RowCount,
            (item, equations) =>
            {
                equations.Clear();
                var users = data.ByItem.RowColumns(item);
                if (users.Length > 0)
                {
                    var confidences = equations.ConfidencesOf(users.Length);
                    settings.Confidences(data.ByItem.RowValues(item), data.MeanWeight, confidences);
                    equations.AddObserved(userFactors, users, confidences);
                    equations.AddUnobserved(gram, data.ActiveUserCount, (float)settings.UnobservedWeight);
                    equations.Factor(settings.RidgeOf(equations.Mass));
                }
                Solve(users.Length > 0, equations, itemFactors[block].AsSpan(item * rank, rank));
            }
        );
    }

    /// <summary>A user who never came to a domain says nothing about its items, neither yes nor no.</summary>
    private ReadOnlyMemory<float> FactorsOfActiveUsers(FactorizationBlockData data)
    {
        if (data.ActiveUserCount == data.ByUser.RowCount)
        {
            return userFactors;
        }
        var rank = settings.Rank;
        var factors = new float[data.ActiveUserCount * rank];
        var next = 0;
        for (var user = 0; user < data.ByUser.RowCount; user++)
        {
            if (data.ByUser.RowLength(user) > 0)
            {
                userFactors.AsSpan(user * rank, rank).CopyTo(factors.AsSpan(next++ * rank, rank));
            }
        }
        return factors;
    }

    private void ForEachRow(int rowCount, Action<int, NormalEquations> solve) =>
        RowBlocks.ForEach(
            rowCount,
            BlockRows,
            run.Threads,
            () => new NormalEquations(settings.Rank),
            (_, start, end, equations) =>
            {
                for (var row = start; row < end; row++)
                {
                    solve(row, equations);
                }
            },
            run.Cancellation
        );

    private static void Solve(bool hasTerms, NormalEquations equations, Span<float> factor)
    {
        if (hasTerms)
        {
            equations.Solution(factor);
        }
        else
        {
            factor.Clear();
        }
    }
}
