namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// How much each validation row counts when models are compared: a row whose item has a twin among the user's rows of another domain counts half. Such rows
/// are found by matching duplicates rather than by knowing tastes; counted in full they would choose the model that is best at duplicates.
/// </summary>
public sealed class RowWeights
{
    /// <summary>Weight of a row with a twin.</summary>
    public const double OfTwinRow = 0.5;

    private readonly double[] weights;

    /// <summary>The weights of rows.</summary>
    /// <param name="hasTwin">Shape rows.</param>
    public RowWeights(IReadOnlyList<bool> hasTwin)
    {
        ArgumentNullException.ThrowIfNull(hasTwin);
        weights = [.. hasTwin.Select(twin => twin ? OfTwinRow : 1)];
    }

    /// <summary>Number of rows.</summary>
    public int Count => weights.Length;

    /// <summary>Shape rows.</summary>
    internal double[] Values => weights;

    /// <summary>The weights of some of the rows.</summary>
    public RowWeights Where(IReadOnlyList<bool> isKept) => new([.. weights.Where((_, row) => isKept[row]).Select(weight => weight < 1)]);

    /// <summary>The weights of the rows named.</summary>
    internal RowWeights Of(IReadOnlyList<int> rows) => new([.. rows.Select(row => weights[row] < 1)]);

    /// <summary>The weighted mean; 0 for no rows.</summary>
    /// <param name="values">Shape rows.</param>
    public double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        double mass = 0;
        for (var row = 0; row < values.Length; row++)
        {
            sum += weights[row] * values[row];
            mass += weights[row];
        }
        return mass == 0 ? 0 : sum / mass;
    }
}
