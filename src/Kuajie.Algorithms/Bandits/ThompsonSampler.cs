using Kuajie.Algorithms.Numerics.Distributions;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Bandits;

/// <summary>
/// Thompson sampling of arms that succeed or fail (Thompson, Biometrika 1933; Beta–Bernoulli as in Chapelle and Li, NIPS 2011, algorithm 2): an arm is chosen with the probability that it is the best,
/// given what was seen. That probability is worked out (<see cref="BestArm"/>) and drawn from, so that what is recorded as propensity is what was drawn by. It is worked out anew whenever trials or
/// successes grew by one in a hundred, which late rewards make necessary anyway (section 4 there). Not safe for several threads at once.
/// </summary>
public sealed class ThompsonSampler
{
    private const long FreshAfterShare = 100;
    private readonly long[] trials;
    private readonly long[] successes;
    private readonly double priorSuccesses;
    private readonly double priorFailures;
    private double[] probabilities = [];
    private int[] present = [];
    private readonly int[] all;
    private long changes;

    /// <summary>Arms of which nothing is known.</summary>
    /// <param name="arms">How many; at least 1.</param>
    /// <param name="priorSuccesses">Successes believed before the first trial, above 0. Default 1.</param>
    /// <param name="priorFailures">Failures believed before the first trial, above 0. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not as said.</exception>
    public ThompsonSampler(int arms, double priorSuccesses = 1, double priorFailures = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(arms, 1);
        ThrowIfNotPositive(priorSuccesses, nameof(priorSuccesses));
        ThrowIfNotPositive(priorFailures, nameof(priorFailures));
        (trials, successes) = (new long[arms], new long[arms]);
        all = [.. Enumerable.Range(0, arms)];
        (this.priorSuccesses, this.priorFailures) = (priorSuccesses, priorFailures);
    }

    /// <summary>Number of arms.</summary>
    public int Count => trials.Length;

    /// <summary>Takes in trials of an arm. Whether they succeed is told later, by <see cref="Succeeded"/>: until then they count as failures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm, or the count is negative.</exception>
    public void Tried(int arm, long count = 1)
    {
        ThrowIfNone(arm);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        trials[arm] += count;
        changes += count;
    }

    /// <summary>Takes in successes among the trials of an arm. More than there were trials count as that many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm, or the count is negative.</exception>
    public void Succeeded(int arm, long count = 1)
    {
        ThrowIfNone(arm);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        successes[arm] += count;
        changes += count;
    }

    /// <summary>What is believed of an arm's rate.</summary>
    public BetaDistribution BeliefOf(int arm)
    {
        ThrowIfNone(arm);
        var succeeded = Math.Min(successes[arm], trials[arm]);
        return new BetaDistribution(priorSuccesses + succeeded, priorFailures + (trials[arm] - succeeded));
    }

    /// <summary>Shape arms: the probabilities that the next choice among all arms draws by; they sum to 1.</summary>
    public IReadOnlyList<double> Probabilities() => Current(all);

    /// <summary>Shape among: the probabilities that the next choice among some arms draws by; they sum to 1.</summary>
    /// <param name="among">The arms, from 0; at least one.</param>
    /// <exception cref="ArgumentException">There is none among them, or one that does not exist.</exception>
    public double[] Probabilities(ReadOnlySpan<int> among) => [.. Current(among)];

    /// <summary>Chooses among all arms. The same counts and seed choose the same. O(arms), now and then O(arms² · panels).</summary>
    public BanditChoice Choose(ulong seed) => Choose(all, seed);

    /// <summary>Chooses among some arms, as if there were no others.</summary>
    /// <param name="among">The arms, from 0; at least one.</param>
    /// <param name="seed">Decides the draw.</param>
    /// <exception cref="ArgumentException">There is none among them, or one that does not exist.</exception>
    public BanditChoice Choose(ReadOnlySpan<int> among, ulong seed)
    {
        var current = Current(among);
        var left = new SplittableRandom(seed).NextDouble();
        var last = 0;
        for (var place = 0; place < current.Length; place++)
        {
            if (current[place] <= 0)
            {
                continue;
            }
            last = place;
            left -= current[place];
            if (left < 0)
            {
                break;
            }
        }
        return new BanditChoice(among[last], current[last]);
    }

    private double[] Current(ReadOnlySpan<int> among)
    {
        if (among.IsEmpty)
        {
            throw new ArgumentException("Found no arms, expected at least one.", nameof(among));
        }
        if (!among.SequenceEqual(present) || changes * FreshAfterShare > trials.Sum())
        {
            var beliefs = new BetaDistribution[among.Length];
            for (var place = 0; place < beliefs.Length; place++)
            {
                beliefs[place] = BeliefOf(among[place]);
            }
            probabilities = BestArm.Probabilities(beliefs);
            (present, changes) = (among.ToArray(), 0);
        }
        return probabilities;
    }

    private void ThrowIfNone(int arm)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(arm);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(arm, trials.Length);
    }

    private static void ThrowIfNotPositive(double number, string name)
    {
        if (!(number > 0 && double.IsFinite(number)))
        {
            throw new ArgumentOutOfRangeException(name, number, "Expected a finite number above 0.");
        }
    }
}
