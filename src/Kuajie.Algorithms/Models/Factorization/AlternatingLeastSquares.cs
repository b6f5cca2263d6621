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
    private const int NarrowedRows = 2048;
    private readonly FactorizationSettings settings;
    private readonly FactorizationBlockData[] blocks;
    private readonly TrainingRun run;
    private readonly float[] userFactors;
    private readonly float[][] itemFactors;
    private readonly UserPresence presence;
    private readonly RowSide userSide;
    private readonly RowSide[] itemSides;
    private readonly RowSweep rows;
    private readonly NarrowRows? narrowUsers;
    private readonly NarrowRows?[] narrowItems;

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
        userFactors = new float[checked(userCount * settings.Rank)];
        itemFactors = [.. blocks.Select(block => Initialize(block, initialDeviation))];
        presence = new UserPresence(blocks);
        narrowUsers = Narrow(userCount);
        narrowItems = [.. blocks.Select(block => Narrow(block.ByItem.RowCount))];
        userSide = new RowSide(
            userFactors,
            [.. blocks.Select((block, index) => new RowSource(block.ByUser, itemFactors[index], block.Weight, narrowItems[index]))],
            presence.SetOfUser
        );
        itemSides =
        [
            .. blocks.Select(
                (block, index) => new RowSide(itemFactors[index], [new RowSource(block.ByItem, userFactors, 1, narrowUsers)], null)
            ),
        ];
        rows = new RowSweep(settings, run);
    }

    /// <summary>Shape users × rank.</summary>
    public ReadOnlyMemory<float> UserFactors => userFactors;

    /// <summary>Shape items × rank: a block's item factors as they stand.</summary>
    public ReadOnlyMemory<float> ItemFactors(int block) => itemFactors[block];

    /// <summary>The objective as it stands, from its definition: what <see cref="Sweep"/> returns up to rounding. O(entries · rank).</summary>
    public double Loss() => new ImplicitObjective(settings, blocks, run).Of(userFactors, itemFactors);

    /// <summary>Runs some of the sweeps of a training and reports each with its loss.</summary>
    /// <param name="sweeps">How many to run.</param>
    /// <param name="done">How many the training ran before, here or at smaller ranks.</param>
    /// <param name="total">How many it runs in all.</param>
    public void Train(int sweeps, int done, int total)
    {
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var loss = Sweep();
            run.Progress?.Report(new TrainingProgress(done + sweep + 1, total, loss));
        }
    }

    /// <summary>Solves users from items, then items from users. Returns the loss reached, which the solvers know without a further pass.</summary>
    public double Sweep()
    {
        var (_, loss) = SolveUsers(PaysTurn ? [TurnedUserPart()] : UserParts(Fold()));
        Fill(narrowUsers, userFactors);
        for (var block = 0; block < blocks.Length; block++)
        {
            loss += blocks[block].Weight * rows.Solve(itemSides[block], [ItemPart(blocks[block])]).Objective;
        }
        return loss;
    }

    /// <summary>The item half of the model as it stands.</summary>
    public UserFold Fold() =>
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

    /// <summary>Puts the item factors of an earlier model in place of the first ones; items it does not know stand at zero until they are solved.</summary>
    /// <param name="block">Which block.</param>
    /// <param name="former">Shape former items × rank.</param>
    /// <param name="formerItems">Shape items: index among the former ones, or −1.</param>
    public void StartFrom(int block, ReadOnlySpan<float> former, ReadOnlySpan<int> formerItems)
    {
        var rank = settings.Rank;
        for (var item = 0; item < formerItems.Length; item++)
        {
            var factor = itemFactors[block].AsSpan(item * rank, rank);
            if (formerItems[item] < 0)
            {
                factor.Clear();
            }
            else
            {
                former.Slice(formerItems[item] * rank, rank).CopyTo(factor);
            }
        }
    }

    /// <summary>
    /// Puts the item factors of a smaller model before the first ones' last columns, which stay as they began but for their scale: columns much smaller than
    /// the settled ones would take many sweeps to count.
    /// </summary>
    /// <param name="block">Which block.</param>
    /// <param name="smaller">Shape items × smaller rank.</param>
    /// <param name="smallerRank">Their length.</param>
    public void GrowFrom(int block, ReadOnlySpan<float> smaller, int smallerRank)
    {
        var rank = settings.Rank;
        var settled = TensorPrimitives.Norm(smaller[..(blocks[block].ByItem.RowCount * smallerRank)]) / MathF.Sqrt(smallerRank);
        var first = TensorPrimitives.Norm<float>(itemFactors[block]) / MathF.Sqrt(rank);
        var scale = first > 0 ? settled / first : 1;
        for (var item = 0; item < blocks[block].ByItem.RowCount; item++)
        {
            var factor = itemFactors[block].AsSpan(item * rank, rank);
            smaller.Slice(item * smallerRank, smallerRank).CopyTo(factor);
            TensorPrimitives.Multiply(factor[smallerRank..], scale, factor[smallerRank..]);
        }
    }

    /// <summary>Solves the users once more and sums up those who did something in a domain.</summary>
    public UserSummary SummarizeUsers(UserFold fold, int block)
    {
        SolveUsers(UserParts(fold));
        return SumUsers(block);
    }

    /// <summary>Sums up those who did something in a domain, as they stand.</summary>
    public UserSummary SumUsers(int block)
    {
        var rank = settings.Rank;
        var active = FactorsOfActiveUsers(blocks[block]);
        var sums = new double[rank];
        for (var user = 0; user < blocks[block].ActiveUserCount; user++)
        {
            var factor = active.Span.Slice(user * rank, rank);
            for (var place = 0; place < rank; place++)
            {
                sums[place] += factor[place];
            }
        }
        return new UserSummary(
            sums.Select(sum => (float)(sum / Math.Max(1, blocks[block].ActiveUserCount))).ToArray(),
            SymmetricMatrix.Gram(active, rank, run.Threads, run.Cancellation),
            blocks[block].ActiveUserCount
        );
    }

    private (double Objective, double Penalty) SolveUsers(SharedPart[] parts)
    {
        for (var block = 0; block < blocks.Length; block++)
        {
            Fill(narrowItems[block], itemFactors[block]);
        }
        return rows.Solve(userSide, parts);
    }

    private NarrowRows? Narrow(int rowCount) => settings.Solver == FactorSolver.Cg ? new NarrowRows(rowCount, settings.Rank) : null;

    private void Fill(NarrowRows? narrow, float[] factors)
    {
        if (narrow is not null)
        {
            RowBlocks.ForEach(
                narrow.RowCount,
                NarrowedRows,
                run.Threads,
                () => 0,
                (_, start, end, _) => narrow.Fill(factors.AsSpan(start * settings.Rank, (end - start) * settings.Rank), start),
                run.Cancellation
            );
        }
    }

    private float[] Initialize(FactorizationBlockData block, double initialDeviation)
    {
        var factors = new float[checked(block.ByItem.RowCount * settings.Rank)];
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

    /// <summary>One shared part for every set of blocks that some user came to.</summary>
    private SharedPart[] UserParts(UserFold fold)
    {
        var isSpectral = PaysSpectral && presence.Sets.Count <= UserPresence.MostSpectralSets;
        return
        [
            .. presence.Sets.Select(set => new SharedPart(
                settings.Rank,
                fold.Blocks.Where((_, block) => set[block])
                    .Select(block => (block.Gram, fold.UnobservedWeightOf(block), block.Factors.Length / settings.Rank)),
                isSpectral ? [.. fold.Blocks.Select((block, index) => set[index] ? block.Factors : (ReadOnlyMemory<float>?)null)] : null,
                run
            )),
        ];
    }

    /// <summary>Turns all factors into the basis in which what the users' equations share is tridiagonal.</summary>
    private SharedPart TurnedUserPart()
    {
        var fold = Fold();
        var rank = settings.Rank;
        var sum = new float[rank * rank];
        var mass = 0.0;
        foreach (var block in fold.Blocks)
        {
            TensorPrimitives.MultiplyAdd(block.Gram.Span, fold.UnobservedWeightOf(block), sum, sum);
            mass += (double)fold.UnobservedWeightOf(block) * (block.Factors.Length / rank);
        }
        var matrix = Tridiagonal.Reduce(sum, rank);
        var basis = matrix.Basis;
        foreach (var factors in itemFactors.Append(userFactors))
        {
            FactorTurn.Apply(factors, basis, rank, run);
        }
        return new SharedPart(matrix, rank, mass);
    }

    /// <summary>What the equations of all items of a block share.</summary>
    private SharedPart ItemPart(FactorizationBlockData block)
    {
        var gram = SymmetricMatrix.Gram(FactorsOfActiveUsers(block), settings.Rank, run.Threads, run.Cancellation);
        return new SharedPart(
            settings.Rank,
            [(gram, (float)settings.UnobservedWeight, block.ActiveUserCount)],
            PaysSpectral ? [userFactors] : null,
            run
        );
    }

    /// <summary>One basis serves all users only where all of them came to the same blocks.</summary>
    private bool PaysTurn =>
        presence.Sets.Count == 1
        && presence.Sets[0].HasAllSet()
        && FactorTurn.Pays(settings, userSide.RowCount, userSide.RowCount + itemSides.Sum(side => (long)side.RowCount));

    private bool PaysSpectral => settings.Solver == FactorSolver.Cholesky && settings.Rank <= SpectralBase.MostRank;

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
}
