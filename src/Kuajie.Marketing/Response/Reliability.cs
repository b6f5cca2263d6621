using Kuajie.Algorithms.Numerics.Distributions;

namespace Kuajie.Marketing.Response;

/// <summary>A point of the reliability plot: of rows predicted about alike, what was predicted and what came.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Predicted">Mean prediction.</param>
/// <param name="Observed">Mean outcome.</param>
/// <param name="Low">Lower end of its 95 % interval: Wilson's for probabilities, the normal one for amounts. Rows are taken as independent.</param>
/// <param name="High">Upper end.</param>
public sealed record ReliabilityBin(int Rows, double Predicted, double Observed, double Low, double High)
{
    /// <summary>Points at most.</summary>
    public const int MostBins = 10;

    /// <summary>Rows of a point at least.</summary>
    public const int FewestRows = 20;

    private const double NormalPoint = 1.959963984540054;

    /// <summary>Points of about equally many rows, the lowest predictions first; equal predictions stay together. O(rows log rows).</summary>
    /// <param name="predictions">Predictions.</param>
    /// <param name="outcomes">What came.</param>
    /// <param name="isBinary">Whether outcomes are 0 or 1.</param>
    public static IReadOnlyList<ReliabilityBin> Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> outcomes, bool isBinary)
    {
        var (ascending, values) = (predictions.ToArray(), outcomes.ToArray());
        Array.Sort(ascending, values);
        var size = Math.Max(FewestRows, (int)Math.Ceiling(ascending.Length / (double)MostBins));
        var bins = new List<ReliabilityBin>();
        for (var start = 0; start < ascending.Length; )
        {
            var end = Math.Min(start + size, ascending.Length);
            // What would be left is too little for a point of its own.
            end = ascending.Length - end < FewestRows ? ascending.Length : end;
            while (end < ascending.Length && ascending[end] <= ascending[end - 1])
            {
                end++;
            }
            bins.Add(Bin(ascending.AsSpan(start..end), values.AsSpan(start..end), isBinary));
            start = end;
        }
        return bins;
    }

    private static ReliabilityBin Bin(ReadOnlySpan<double> predictions, ReadOnlySpan<double> outcomes, bool isBinary)
    {
        var (predicted, observed, square, rows) = (0.0, 0.0, 0.0, predictions.Length);
        for (var row = 0; row < rows; row++)
        {
            predicted += predictions[row] / rows;
            observed += outcomes[row] / rows;
        }
        foreach (var outcome in outcomes)
        {
            square += (outcome - observed) * (outcome - observed);
        }
        if (!isBinary)
        {
            var half = NormalPoint * Math.Sqrt(square / Math.Max(1, rows - 1) / rows);
            return new ReliabilityBin(rows, predicted, observed, observed - half, observed + half);
        }
        var (_, low, high) = WilsonInterval.Of((long)Math.Round(observed * rows), rows);
        return new ReliabilityBin(rows, predicted, observed, low, high);
    }
}
