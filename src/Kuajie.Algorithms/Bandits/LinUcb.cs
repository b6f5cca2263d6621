using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Bandits;

/// <summary>
/// LinUCB with disjoint linear models (Li, Chu, Langford and Schapire, WWW 2010, algorithm 1): each arm is a ridge regression of its reward on the context, and the arm is chosen whose prediction plus
/// α standard deviations is largest. Each arm keeps the inverse of its matrix, brought up to date by the formula of Sherman and Morrison (Annals of Mathematical Statistics 1950). A trial counts when it is
/// made, its reward when it comes, so that what came to nothing needs no telling. Not safe for several threads at once.
/// </summary>
public sealed class LinUcb
{
    private readonly LinUcbOptions options;
    private readonly Arm[] arms;
    private readonly int[] all;

    /// <summary>Arms of which nothing is known.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <param name="dimensions">Numbers in a context; at least 1.</param>
    /// <param name="options">How it learns and explores.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not as said.</exception>
    public LinUcb(int count, int dimensions, LinUcbOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid();
        this.options = options;
        Dimensions = dimensions;
        all = [.. Enumerable.Range(0, count)];
        arms = [.. Enumerable.Range(0, count).Select(_ => new Arm(dimensions, options.Regularization))];
    }

    /// <summary>Number of arms.</summary>
    public int Count => arms.Length;

    /// <summary>Numbers in a context.</summary>
    public int Dimensions { get; }

    /// <summary>An arm was tried in a context. O(dimensions²).</summary>
    /// <param name="arm">The arm, from 0.</param>
    /// <param name="context">Shape dimensions, finite.</param>
    /// <exception cref="ArgumentException">The context has another shape or a number that is not finite.</exception>
    public void Tried(int arm, ReadOnlySpan<double> context)
    {
        ThrowIfNot(context);
        arms[arm].Tried(context);
    }

    /// <summary>A trial of an arm in a context brought a reward. O(dimensions).</summary>
    /// <param name="arm">The arm, from 0.</param>
    /// <param name="context">The context of the trial.</param>
    /// <param name="reward">What it brought, finite; 1 for a success.</param>
    /// <exception cref="ArgumentException">The context has another shape, or a number is not finite.</exception>
    public void Rewarded(int arm, ReadOnlySpan<double> context, double reward)
    {
        ThrowIfNot(context);
        if (!double.IsFinite(reward))
        {
            throw new ArgumentException($"Found the reward {reward}, expected a finite number.", nameof(reward));
        }
        arms[arm].Rewarded(context, reward);
    }

    /// <summary>What an arm is expected to bring in a context, plus what its uncertainty counts. O(dimensions²).</summary>
    public double Score(int arm, ReadOnlySpan<double> context)
    {
        ThrowIfNot(context);
        return arms[arm].Score(context, options.Optimism);
    }

    /// <summary>Chooses an arm for a context; the first of equal ones. The same past and seed choose the same. O(arms · dimensions²).</summary>
    public BanditChoice Choose(ReadOnlySpan<double> context, ulong seed) => Choose(context, all, seed);

    /// <summary>Chooses among some arms, as if there were no others.</summary>
    /// <param name="context">Shape dimensions, finite.</param>
    /// <param name="among">The arms, from 0; at least one.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <exception cref="ArgumentException">There is none among them, or the context is not as said.</exception>
    public BanditChoice Choose(ReadOnlySpan<double> context, ReadOnlySpan<int> among, ulong seed)
    {
        var best = Best(context, among);
        var random = new SplittableRandom(seed);
        var chosen = options.Epsilon > 0 && random.NextDouble() < options.Epsilon ? among[random.NextInteger(among.Length)] : best;
        return new BanditChoice(chosen, ProbabilityOf(chosen == best, among.Length));
    }

    /// <summary>Shape among: the probabilities that <see cref="Choose(ReadOnlySpan{double}, ReadOnlySpan{int}, ulong)"/> draws by; they sum to 1. O(arms · dimensions²).</summary>
    /// <param name="context">Shape dimensions, finite.</param>
    /// <param name="among">The arms, from 0; at least one.</param>
    /// <exception cref="ArgumentException">There is none among them, or the context is not as said.</exception>
    public double[] Probabilities(ReadOnlySpan<double> context, ReadOnlySpan<int> among)
    {
        var best = Best(context, among);
        var probabilities = new double[among.Length];
        for (var place = 0; place < among.Length; place++)
        {
            probabilities[place] = ProbabilityOf(among[place] == best, among.Length);
        }
        return probabilities;
    }

    private double ProbabilityOf(bool isBest, int count) => (isBest ? 1 - options.Epsilon : 0) + (options.Epsilon / count);

    private int Best(ReadOnlySpan<double> context, ReadOnlySpan<int> among)
    {
        ThrowIfNot(context);
        if (among.IsEmpty)
        {
            throw new ArgumentException("Found no arms, expected at least one.", nameof(among));
        }
        var best = among[0];
        var bestScore = double.NegativeInfinity;
        foreach (var arm in among)
        {
            if (arms[arm].Score(context, options.Optimism) is var score && score > bestScore)
            {
                (best, bestScore) = (arm, score);
            }
        }
        return best;
    }

    private void ThrowIfNot(ReadOnlySpan<double> context)
    {
        if (context.Length != Dimensions)
        {
            throw new ArgumentException($"Found a context of {context.Length} numbers, expected {Dimensions}.", nameof(context));
        }
        foreach (var number in context)
        {
            if (!double.IsFinite(number))
            {
                throw new ArgumentException($"Found {number} in a context, expected finite numbers.", nameof(context));
            }
        }
    }

    private sealed class Arm
    {
        private readonly double[] inverse;
        private readonly double[] rewards;
        private readonly double[] product;
        private readonly int size;

        public Arm(int dimensions, double regularization)
        {
            size = dimensions;
            (inverse, rewards, product) = (new double[size * size], new double[size], new double[size]);
            for (var row = 0; row < size; row++)
            {
                inverse[(row * size) + row] = 1 / regularization;
            }
        }

        /// <summary>(A + x·xᵀ)⁻¹ = A⁻¹ − A⁻¹x·xᵀA⁻¹ / (1 + xᵀA⁻¹x).</summary>
        public void Tried(ReadOnlySpan<double> context)
        {
            var divisor = 1 + Product(context);
            for (var row = 0; row < size; row++)
            {
                for (var column = 0; column < size; column++)
                {
                    inverse[(row * size) + column] -= product[row] * product[column] / divisor;
                }
            }
        }

        public void Rewarded(ReadOnlySpan<double> context, double reward)
        {
            for (var place = 0; place < size; place++)
            {
                rewards[place] += reward * context[place];
            }
        }

        public double Score(ReadOnlySpan<double> context, double optimism)
        {
            var variance = Product(context);
            var expected = 0.0;
            for (var place = 0; place < size; place++)
            {
                expected += product[place] * rewards[place];
            }
            return expected + (optimism * Math.Sqrt(Math.Max(0, variance)));
        }

        /// <summary>A⁻¹x, left in its place, and xᵀA⁻¹x. The inverse is symmetric, so that A⁻¹x·b is the prediction.</summary>
        private double Product(ReadOnlySpan<double> context)
        {
            var sum = 0.0;
            for (var row = 0; row < size; row++)
            {
                var each = 0.0;
                for (var column = 0; column < size; column++)
                {
                    each += inverse[(row * size) + column] * context[column];
                }
                product[row] = each;
                sum += each * context[row];
            }
            return sum;
        }
    }
}
