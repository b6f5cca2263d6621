using System.Numerics.Tensors;
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
    private const int MostSpectralBlocks = 3;
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
        var bases = SpectralBases(fold);
        ForEachRow(
            userFactors.Length / rank,
            (user, scratch) =>
            {
                var factor = userFactors.AsSpan(user * rank, rank);
                var (mask, entries) = Presence(user);
                if (entries == 0)
                {
                    factor.Clear();
                }
                else if (bases[mask] is { } spectral && entries <= DualEquations.MostRows(rank))
                {
                    SolveUserInDual(fold, spectral, user, scratch, factor);
                }
                else
                {
                    SolveUser(fold, user, scratch.Normal, factor);
                }
            }
        );
    }

    private void SolveUser(UserFold fold, int user, NormalEquations equations, Span<float> factor)
    {
        equations.Clear();
        for (var block = 0; block < blocks.Length; block++)
        {
            var rows = blocks[block].ByUser;
            fold.Add(fold.Blocks[block], rows.RowColumns(user), rows.RowValues(user), equations);
        }
        fold.Finish(equations);
        equations.Solution(factor);
    }

    private void SolveUserInDual(UserFold fold, SpectralBase spectral, int user, RowScratch scratch, Span<float> factor)
    {
        scratch.Dual.Start(spectral.Values, settings.RidgeOf(MassOf(fold, user, scratch.Normal)));
        for (var block = 0; block < blocks.Length; block++)
        {
            var rows = blocks[block].ByUser;
            var items = rows.RowColumns(user);
            if (items.Length > 0)
            {
                var confidences = scratch.Normal.ConfidencesOf(items.Length);
                fold.Confidences(fold.Blocks[block], rows.RowValues(user), confidences);
                scratch.Dual.AddObserved(spectral.Factors[block], items, confidences);
            }
        }
        scratch.Dual.Solution(spectral, factor);
    }

    private double MassOf(UserFold fold, int user, NormalEquations equations)
    {
        var mass = 0.0;
        for (var block = 0; block < blocks.Length; block++)
        {
            var weights = blocks[block].ByUser.RowValues(user);
            if (weights.Length > 0)
            {
                var confidences = equations.ConfidencesOf(weights.Length);
                fold.Confidences(fold.Blocks[block], weights, confidences);
                foreach (var confidence in confidences)
                {
                    mass += confidence;
                }
                mass += fold.UnobservedWeightOf(fold.Blocks[block]) * blocks[block].ByItem.RowCount;
            }
        }
        return mass;
    }

    /// <summary>Which blocks a user came to, as bits, and the number of interactions in all.</summary>
    private (int Mask, int Entries) Presence(int user)
    {
        var (mask, entries) = (0, 0);
        for (var block = 0; block < blocks.Length; block++)
        {
            var length = blocks[block].ByUser.RowLength(user);
            entries += length;
            mask |= length > 0 && block < MostSpectralBlocks ? 1 << block : 0;
        }
        return (mask, entries);
    }

    /// <summary>One shared base for every set of blocks that some user came to; none where the rank or the number of blocks is too large to pay.</summary>
    private SpectralBase?[] SpectralBases(UserFold fold)
    {
        var bases = new SpectralBase?[1 << Math.Min(blocks.Length, MostSpectralBlocks)];
        if (settings.Rank > SpectralBase.MostRank || blocks.Length > MostSpectralBlocks)
        {
            return bases;
        }
        var present = new bool[bases.Length];
        for (var user = 0; user < userFactors.Length / settings.Rank; user++)
        {
            present[Presence(user).Mask] = true;
        }
        for (var mask = 1; mask < bases.Length; mask++)
        {
            if (present[mask])
            {
                bases[mask] = SpectralBaseOf(fold, mask);
            }
        }
        return bases;
    }

    private SpectralBase SpectralBaseOf(UserFold fold, int mask)
    {
        var shared = new float[settings.Rank * settings.Rank];
        var factors = new ReadOnlyMemory<float>?[blocks.Length];
        for (var block = 0; block < blocks.Length; block++)
        {
            if ((mask >> block & 1) != 0)
            {
                factors[block] = fold.Blocks[block].Factors;
                TensorPrimitives.MultiplyAdd(fold.Blocks[block].Gram.Span, fold.UnobservedWeightOf(fold.Blocks[block]), shared, shared);
            }
        }
        return new SpectralBase(shared, settings.Rank, factors, run.Threads, run.Cancellation);
    }

    private void SolveItems(int block)
    {
        var data = blocks[block];
        var rank = settings.Rank;
        var gram = SymmetricMatrix.Gram(FactorsOfActiveUsers(data), rank, run.Threads, run.Cancellation);
        var spectral = rank > SpectralBase.MostRank ? null : SpectralBaseOf(gram);
        ForEachRow(
            data.ByItem.RowCount,
            (item, scratch) =>
            {
                var factor = itemFactors[block].AsSpan(item * rank, rank);
                var users = data.ByItem.RowColumns(item);
                if (users.Length == 0)
                {
                    factor.Clear();
                    return;
                }
                var confidences = scratch.Normal.ConfidencesOf(users.Length);
                settings.Confidences(data.ByItem.RowValues(item), data.MeanWeight, confidences);
                if (spectral is not null && users.Length <= DualEquations.MostRows(rank))
                {
                    SolveItemInDual(spectral, data.ActiveUserCount, users, confidences, scratch.Dual, factor);
                }
                else
                {
                    SolveItem(gram, data.ActiveUserCount, users, confidences, scratch.Normal, factor);
                }
            }
        );
    }

    private SpectralBase SpectralBaseOf(float[] gram)
    {
        var shared = new float[gram.Length];
        TensorPrimitives.Multiply(gram, (float)settings.UnobservedWeight, shared);
        return new SpectralBase(shared, settings.Rank, [userFactors], run.Threads, run.Cancellation);
    }

    private void SolveItem(
        float[] gram,
        int activeUserCount,
        ReadOnlySpan<int> users,
        ReadOnlySpan<float> confidences,
        NormalEquations equations,
        Span<float> factor
    )
    {
        equations.Clear();
        equations.AddObserved(userFactors, users, confidences);
        equations.AddUnobserved(gram, activeUserCount, (float)settings.UnobservedWeight);
        equations.Factor(settings.RidgeOf(equations.Mass));
        equations.Solution(factor);
    }

    private void SolveItemInDual(
        SpectralBase spectral,
        int activeUserCount,
        ReadOnlySpan<int> users,
        ReadOnlySpan<float> confidences,
        DualEquations equations,
        Span<float> factor
    )
    {
        var mass = (double)(float)settings.UnobservedWeight * activeUserCount;
        foreach (var confidence in confidences)
        {
            mass += confidence;
        }
        equations.Start(spectral.Values, settings.RidgeOf(mass));
        equations.AddObserved(spectral.Factors[0], users, confidences);
        equations.Solution(spectral, factor);
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

    private void ForEachRow(int rowCount, Action<int, RowScratch> solve) =>
        RowBlocks.ForEach(
            rowCount,
            BlockRows,
            run.Threads,
            () => new RowScratch(settings.Rank),
            (_, start, end, scratch) =>
            {
                for (var row = start; row < end; row++)
                {
                    solve(row, scratch);
                }
            },
            run.Cancellation
        );
}
