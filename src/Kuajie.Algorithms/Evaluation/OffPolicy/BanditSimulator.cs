using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>
/// A world whose truth is known: people of a few types, items that please each type with a known probability, a logging policy and a policy in question, both softmax over
/// what they believe. For testing estimators, and for learning how many decisions an estimate needs.
/// </summary>
public sealed class BanditSimulator
{
    private readonly double[][] pleasure;
    private readonly double[][] logging;
    private readonly double[][] target;

    /// <summary>Makes a world.</summary>
    /// <param name="types">Number of types of people, equally frequent.</param>
    /// <param name="items">Number of items.</param>
    /// <param name="loggingTemperature">Of the logging policy: the larger, the more it explores.</param>
    /// <param name="targetTemperature">Of the policy in question.</param>
    /// <param name="seed">Seed of the world.</param>
    public BanditSimulator(int types, int items, double loggingTemperature, double targetTemperature, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(types);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(items);
        var random = new SplittableRandom(seed);
        pleasure = new double[types][];
        logging = new double[types][];
        target = new double[types][];
        for (var type = 0; type < types; type++)
        {
            pleasure[type] = new double[items];
            var (old, better) = (new double[items], new double[items]);
            for (var item = 0; item < items; item++)
            {
                pleasure[type][item] = 0.05 + (0.5 * random.NextDouble() * random.NextDouble());
                // The logging policy knows little, the one in question more.
                old[item] = pleasure[type][item] + (0.3 * random.NextNormal());
                better[item] = pleasure[type][item] + (0.05 * random.NextNormal());
            }
            logging[type] = Softmax(old, loggingTemperature);
            target[type] = Softmax(better, targetTemperature);
        }
    }

    /// <summary>The mean reward of the policy in question: the truth.</summary>
    public double TargetValue => ValueOf(target);

    /// <summary>The mean reward of the logging policy.</summary>
    public double LoggingValue => ValueOf(logging);

    /// <summary>Logs some decisions of the logging policy, with a reward model that is off by normal noise of some size per type and item.</summary>
    /// <param name="decisions">How many.</param>
    /// <param name="modelError">Standard deviation of the model's error; 0: it knows the truth.</param>
    /// <param name="seed">Seed of the decisions, the rewards and the model's errors.</param>
    public IReadOnlyList<LoggedDecision> Log(int decisions, double modelError, ulong seed)
    {
        var random = SplittableRandom.Stream(seed, 1);
        var model = pleasure.Select(row => Noisy(row, modelError, ref random)).ToArray();
        var values = model.Select((row, type) => Mean(target[type], row)).ToArray();
        var log = new LoggedDecision[decisions];
        for (var place = 0; place < decisions; place++)
        {
            var type = random.NextInteger(pleasure.Length);
            var item = Draw(logging[type], random.NextDouble());
            log[place] = new LoggedDecision(
                logging[type][item],
                target[type][item],
                random.NextDouble() < pleasure[type][item] ? 1 : 0,
                model[type][item],
                values[type]
            );
        }
        return log;
    }

    private double ValueOf(double[][] policy) => policy.Select((row, type) => Mean(row, pleasure[type])).Average();

    private static double Mean(double[] probabilities, double[] values) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(probabilities, values);

    private static double[] Noisy(double[] row, double size, ref SplittableRandom random)
    {
        var noisy = new double[row.Length];
        for (var item = 0; item < row.Length; item++)
        {
            noisy[item] = row[item] + (size * random.NextNormal());
        }
        return noisy;
    }

    private static double[] Softmax(double[] beliefs, double temperature)
    {
        if (!(temperature > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a temperature above 0.");
        }
        var most = beliefs.Max();
        var weights = Array.ConvertAll(beliefs, belief => Math.Exp((belief - most) / temperature));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    private static int Draw(double[] probabilities, double uniform)
    {
        var item = 0;
        for (var left = uniform - probabilities[0]; left >= 0 && item < probabilities.Length - 1; left -= probabilities[item])
        {
            item++;
        }
        return item;
    }
}
