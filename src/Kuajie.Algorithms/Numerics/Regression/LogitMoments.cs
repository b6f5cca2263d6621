namespace Kuajie.Algorithms.Numerics.Regression;

/// <summary>Loss, gradient and curvature of a conditional logit, summed over rows.</summary>
internal sealed class LogitMoments(int featureCount)
{
    private readonly double[] mean = new double[featureCount];
    private double mass;

    /// <summary>Sum of −log p(first alternative).</summary>
    public double Loss { get; private set; }

    /// <summary>Shape features.</summary>
    public double[] Gradient { get; } = new double[featureCount];

    /// <summary>Shape features × features, upper triangle.</summary>
    public double[] Curvature { get; } = new double[featureCount * featureCount];

    /// <summary>Adds a row.</summary>
    public void Add(ChoiceRows choices, int row, double[] weights, double[] probabilities, bool withCurvature)
    {
        var count = choices.Counts[row];
        var rowMass = choices.Masses[row];
        if (count < 2 || rowMass <= 0)
        {
            return;
        }
        Loss += rowMass * Softmax(choices, row, weights, probabilities.AsSpan(0, count));
        mass += rowMass;
        if (withCurvature)
        {
            AddCurvature(choices, row, probabilities.AsSpan(0, count), rowMass);
        }
    }

    /// <summary>The mean over all rows of all parts, added in order.</summary>
    public static LogitMoments Mean(LogitMoments[] parts, int featureCount)
    {
        var sum = new LogitMoments(featureCount);
        foreach (var part in parts)
        {
            sum.Loss += part.Loss;
            sum.mass += part.mass;
            for (var place = 0; place < featureCount; place++)
            {
                sum.Gradient[place] += part.Gradient[place];
            }
            for (var place = 0; place < sum.Curvature.Length; place++)
            {
                sum.Curvature[place] += part.Curvature[place];
            }
        }
        sum.Divide(Math.Max(sum.mass, 1e-12));
        return sum;
    }

    private void Divide(double divisor)
    {
        Loss /= divisor;
        for (var place = 0; place < Gradient.Length; place++)
        {
            Gradient[place] /= divisor;
        }
        for (var place = 0; place < Curvature.Length; place++)
        {
            Curvature[place] /= divisor;
        }
    }

    /// <summary>Fills probabilities and returns −log p of the first alternative.</summary>
    private static double Softmax(ChoiceRows choices, int row, double[] weights, Span<double> probabilities)
    {
        var highest = double.NegativeInfinity;
        for (var alternative = 0; alternative < probabilities.Length; alternative++)
        {
            var features = choices.Of(row, alternative);
            var utility = 0.0;
            for (var feature = 0; feature < features.Length; feature++)
            {
                utility += weights[feature] * features[feature];
            }
            probabilities[alternative] = utility;
            highest = Math.Max(highest, utility);
        }
        var own = probabilities[0] - highest;
        var total = 0.0;
        foreach (ref var probability in probabilities)
        {
            probability = Math.Exp(probability - highest);
            total += probability;
        }
        foreach (ref var probability in probabilities)
        {
            probability /= total;
        }
        return Math.Log(total) - own;
    }

    private void AddCurvature(ChoiceRows choices, int row, ReadOnlySpan<double> probabilities, double rowMass)
    {
        Array.Clear(mean);
        for (var alternative = 0; alternative < probabilities.Length; alternative++)
        {
            var probability = probabilities[alternative];
            if (probability < 1e-9)
            {
                continue;
            }
            var features = choices.Of(row, alternative);
            for (var first = 0; first < features.Length; first++)
            {
                var scaled = probability * features[first];
                mean[first] += scaled;
                scaled *= rowMass;
                for (var second = first; second < features.Length; second++)
                {
                    Curvature[(first * features.Length) + second] += scaled * features[second];
                }
            }
        }
        var chosen = choices.Of(row, 0);
        for (var first = 0; first < mean.Length; first++)
        {
            Gradient[first] += rowMass * (mean[first] - chosen[first]);
            for (var second = first; second < mean.Length; second++)
            {
                Curvature[(first * mean.Length) + second] -= rowMass * mean[first] * mean[second];
            }
        }
    }
}
