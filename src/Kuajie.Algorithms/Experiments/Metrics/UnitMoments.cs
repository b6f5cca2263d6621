using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Metrics;

/// <summary>
/// What all tests of means, ratios and CUPED need of one arm, gathered unit by unit and mergeable: count, means, and sums of products of deviations of a value, its denominator and the
/// value before the experiment. Updates and merges are those of Chan, Golub and LeVeque 1979 (Pébay 2008 for products), which lose no digits where means are large.
/// </summary>
/// <remarks>One <see cref="Add"/> per assigned unit, also for units with nothing to show: leaving those out biases the comparison. Not safe for several threads; merge instead.</remarks>
public sealed class UnitMoments
{
    /// <summary>Larger numbers would overflow when squared and summed.</summary>
    private const double Largest = 1e100;
    private double valueSquares;
    private double denominatorSquares;
    private double priorSquares;
    private double valueDenominator;
    private double valuePrior;
    private double denominatorPrior;
    private long? active = 0;

    /// <summary>No units yet.</summary>
    public UnitMoments() { }

    /// <summary>Goes on from what was stored.</summary>
    /// <exception cref="InvalidExperimentException">Units are negative, squares negative or a number is not finite.</exception>
    public UnitMoments(MomentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        InvalidExperimentException.ThrowIfAny(Faults(state));
        (Units, Value, Denominator, Prior) = (state.Units, state.Value, state.Denominator, state.Prior);
        (valueSquares, denominatorSquares, priorSquares) = (state.ValueSquares, state.DenominatorSquares, state.PriorSquares);
        (valueDenominator, valuePrior, denominatorPrior) = (state.ValueDenominator, state.ValuePrior, state.DenominatorPrior);
        active = state.ActiveUnits;
    }

    /// <summary>Units counted.</summary>
    public long Units { get; private set; }

    /// <summary>Mean of the value; 0 without units.</summary>
    public double Value { get; private set; }

    /// <summary>Mean of the denominator.</summary>
    public double Denominator { get; private set; }

    /// <summary>Mean of the value before the experiment.</summary>
    public double Prior { get; private set; }

    /// <summary>Sample variance of the value (divisor units − 1); 0 below two units.</summary>
    public double ValueVariance => PerUnit(valueSquares);

    /// <summary>Sample variance of the denominator.</summary>
    public double DenominatorVariance => PerUnit(denominatorSquares);

    /// <summary>Sample variance of the prior value.</summary>
    public double PriorVariance => PerUnit(priorSquares);

    /// <summary>Sample covariance of value and denominator.</summary>
    public double ValueDenominatorCovariance => PerUnit(valueDenominator);

    /// <summary>Sample covariance of value and prior value.</summary>
    public double ValuePriorCovariance => PerUnit(valuePrior);

    /// <summary>Sample covariance of denominator and prior value.</summary>
    public double DenominatorPriorCovariance => PerUnit(denominatorPrior);

    /// <summary>The units whose value is above 0; null where a value is below it, or where they were not counted.</summary>
    public ActiveUnits? Active =>
        active is { } count ? new ActiveUnits(count, Units * Value, valueSquares + (Units * Value * Value)) : null;

    /// <summary>Counts a unit. O(1).</summary>
    /// <param name="value">The unit's value, or the numerator of a ratio: its sum over everything the unit did.</param>
    /// <param name="denominator">The denominator of a ratio; leave it at 1 for a mean per unit.</param>
    /// <param name="prior">The same value in a period before assignment; 0 for a unit that was not there yet.</param>
    /// <exception cref="InvalidExperimentException">A number is not finite, or larger than 1e100.</exception>
    public void Add(double value, double denominator = 1, double prior = 0)
    {
        if (!(Math.Abs(value) <= Largest && Math.Abs(denominator) <= Largest && Math.Abs(prior) <= Largest))
        {
            throw new InvalidExperimentException([
                new ExperimentFault("NotFinite", "unit", FormattableString.Invariant($"{value}, {denominator}, {prior}")),
            ]);
        }
        Merge(1, value, denominator, prior);
        active = value < 0 ? null : active + (value > 0 ? 1 : 0);
    }

    /// <summary>Adds another arm's part, as if its units had been counted here. O(1).</summary>
    public void Merge(UnitMoments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Units == 0)
        {
            return;
        }
        var state = other.ToState();
        Merge(state.Units, state.Value, state.Denominator, state.Prior);
        valueSquares += state.ValueSquares;
        denominatorSquares += state.DenominatorSquares;
        priorSquares += state.PriorSquares;
        valueDenominator += state.ValueDenominator;
        valuePrior += state.ValuePrior;
        denominatorPrior += state.DenominatorPrior;
        active += other.active;
    }

    /// <summary>All parts together.</summary>
    public static UnitMoments Sum(IEnumerable<UnitMoments> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var sum = new UnitMoments();
        foreach (var part in parts)
        {
            sum.Merge(part);
        }
        return sum;
    }

    /// <summary>What is known, for storing.</summary>
    public MomentState ToState() =>
        new(
            Units,
            Value,
            Denominator,
            Prior,
            valueSquares,
            denominatorSquares,
            priorSquares,
            valueDenominator,
            valuePrior,
            denominatorPrior,
            active
        );

    /// <summary>Shifts the means towards those of further units, and adds what lies between the two groups; the products inside the other group are the caller's.</summary>
    private void Merge(long units, double value, double denominator, double prior)
    {
        var all = Units + units;
        var (share, between) = ((double)units / all, (double)Units * units / all);
        var (dv, dd, dp) = (value - Value, denominator - Denominator, prior - Prior);
        valueSquares += between * dv * dv;
        denominatorSquares += between * dd * dd;
        priorSquares += between * dp * dp;
        valueDenominator += between * dv * dd;
        valuePrior += between * dv * dp;
        denominatorPrior += between * dd * dp;
        (Units, Value, Denominator, Prior) = (all, Value + (share * dv), Denominator + (share * dd), Prior + (share * dp));
    }

    private double PerUnit(double products) => Units < 2 ? 0 : products / (Units - 1);

    private static IEnumerable<ExperimentFault> Faults(MomentState state)
    {
        double[] squares = [state.ValueSquares, state.DenominatorSquares, state.PriorSquares];
        double[] all =
        [
            .. squares,
            state.Value,
            state.Denominator,
            state.Prior,
            state.ValueDenominator,
            state.ValuePrior,
            state.DenominatorPrior,
        ];
        if (state.Units < 0 || squares.Any(each => each < 0) || state.ActiveUnits < 0 || state.ActiveUnits > state.Units)
        {
            yield return new ExperimentFault("NegativeCount", "moments", FormattableString.Invariant($"{state.Units}"));
        }
        if (
            !all.All(double.IsFinite)
            || !(Math.Max(Math.Abs(state.Value), Math.Max(Math.Abs(state.Denominator), Math.Abs(state.Prior))) <= Largest)
        )
        {
            yield return new ExperimentFault("NotFinite", "moments", $"{state}");
        }
    }
}
