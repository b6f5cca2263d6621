using System.Globalization;
using Kuajie.Algorithms.Numerics.Dense;

namespace Kuajie.Algorithms.Models.Ease;

/// <summary>What each way to solve a regression costs, and which one is taken.</summary>
internal enum RegressionWay
{
    /// <summary>Dense over users.</summary>
    Dual,

    /// <summary>Dense over regressors.</summary>
    Primal,

    /// <summary>Conjugate gradients.</summary>
    Iterative,

    /// <summary>Local regressions.</summary>
    Local,
}

/// <summary>Chooses the way by cost and memory, both told before anything is allocated.</summary>
internal sealed class RegressionPlan
{
    /// <summary>One entry times sixteen lanes takes as long as this many floating-point operations of a dense product, per lane.</summary>
    private const double SparseFactor = 10;

    /// <summary>Products with the interactions until conjugate gradients are there.</summary>
    private const double IterativeProducts = 50;

    /// <summary>Dense operations beyond which an exact solution is not worth its time: some tens of seconds of a core.</summary>
    private const double MostCost = 3e12;

    private readonly RegressionData data;
    private readonly RegressionSettings settings;
    private readonly int threads;

    public RegressionPlan(RegressionData data, RegressionSettings settings, int threads)
    {
        this.data = data;
        this.settings = settings;
        this.threads = threads;
        ThrowIfTooManyWeights();
        Way = Choose();
    }

    /// <summary>The way to take.</summary>
    public RegressionWay Way { get; }

    /// <summary>Bytes of the dense inverse over so many users or regressors; more than any memory where it cannot be one array.</summary>
    public static long InverseBytes(int order, int threads) =>
        order > SpdMatrix.MostOrder ? long.MaxValue : SpdMatrix.InverseBytes(order, threads);

    private long Limit => settings.MemoryLimitMegabytes * 1024L * 1024;

    private int Users => data.ByUser.RowCount;

    private int Regressors => data.Scales.Length;

    private double SparseProduct => SparseFactor * data.ByUser.EntryCount * data.Targets.RowCount;

    private RegressionWay Choose()
    {
        if (settings.Form == EaseForm.Sparse)
        {
            return RegressionWay.Local;
        }
        if (settings.Form == EaseForm.Iterative)
        {
            return RegressionWay.Iterative;
        }
        var (cost, way) = CheapestDense();
        if (settings.Form == EaseForm.Dense)
        {
            var bytes = InverseBytes(way == RegressionWay.Dual ? Users : Regressors, threads);
            return bytes <= Limit ? way : throw TooLarge(way == RegressionWay.Dual ? Users : Regressors, bytes);
        }
        var iterative = IterativeProducts * SparseProduct;
        if (iterative < cost)
        {
            (cost, way) = (iterative, RegressionWay.Iterative);
        }
        return cost <= MostCost ? way : RegressionWay.Local;
    }

    /// <summary>The cheaper of the dense ways that fit into memory; where none does, the smaller one at an endless cost.</summary>
    private (double Cost, RegressionWay Way) CheapestDense()
    {
        var dual = Cubed(Users) + SparseProduct + (2.0 * data.Targets.EntryCount * Users);
        var primal = Cubed(Regressors) + (data.FirstTarget >= 0 ? 0 : CrossProducts() * 2 * Regressors);
        var dualFits = InverseBytes(Users, threads) <= Limit;
        var primalFits = InverseBytes(Regressors, threads) <= Limit;
        return dualFits && (dual <= primal || !primalFits) ? (dual, RegressionWay.Dual)
            : primalFits ? (primal, RegressionWay.Primal)
            : (double.PositiveInfinity, Users <= Regressors ? RegressionWay.Dual : RegressionWay.Primal);
    }

    /// <summary>Σ over target interactions of the user's entries.</summary>
    private double CrossProducts()
    {
        var sum = 0.0;
        foreach (var user in data.Targets.Columns.Span)
        {
            sum += data.ByUser.RowLength(user);
        }
        return sum;
    }

    private void ThrowIfTooManyWeights()
    {
        var most = Math.Min(Array.MaxLength, Limit / (2 * sizeof(float))) / Math.Max(1, data.Targets.RowCount);
        var asked = settings.Neighbors == 0 ? Regressors : Math.Min(settings.Neighbors, Regressors);
        if (settings.Form != EaseForm.Sparse && asked > most)
        {
            throw new InvalidModelOptionsException([
                new OptionFault(
                    "neighbors",
                    settings.Neighbors.ToString(CultureInfo.InvariantCulture),
                    FormattableString.Invariant(
                        $"1 … {most} (memoryLimitMegabytes {settings.MemoryLimitMegabytes}; {asked} × {data.Targets.RowCount} × 8 bytes)"
                    )
                ),
            ]);
        }
    }

    private InvalidModelOptionsException TooLarge(int order, long bytes) =>
        new([
            new OptionFault(
                "memoryLimitMegabytes",
                settings.MemoryLimitMegabytes.ToString(CultureInfo.InvariantCulture),
                order > SpdMatrix.MostOrder
                    ? FormattableString.Invariant($"form iterative | sparse ({order} > {SpdMatrix.MostOrder})")
                    : FormattableString.Invariant(
                        $"≥ {(bytes + (1 << 20) - 1) >> 20} ({bytes} bytes, {order} × {order}) | form iterative | form sparse"
                    )
            ),
        ]);

    private static double Cubed(double value) => value * value * value;
}
