namespace Kuajie.Algorithms.Numerics.Regression;

/// <summary>Rows of alternatives, of which the first was chosen: what a <see cref="ConditionalLogit"/> learns from.</summary>
/// <param name="Features">Shape rows × alternatives × features.</param>
/// <param name="Counts">Shape rows: alternatives of each row that count, from the first on.</param>
/// <param name="Masses">Shape rows: how much each row counts.</param>
/// <param name="Alternatives">Room for alternatives per row.</param>
/// <param name="FeatureCount">Numbers per alternative.</param>
internal sealed record ChoiceRows(float[] Features, int[] Counts, double[] Masses, int Alternatives, int FeatureCount)
{
    /// <summary>Number of rows.</summary>
    public int RowCount => Counts.Length;

    /// <summary>The features of one alternative.</summary>
    public ReadOnlySpan<float> Of(int row, int alternative) =>
        Features.AsSpan(((row * Alternatives) + alternative) * FeatureCount, FeatureCount);
}
