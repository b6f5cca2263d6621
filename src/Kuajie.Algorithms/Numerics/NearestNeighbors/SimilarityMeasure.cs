namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Measures of the form shared / (rowFactor_i · candidateFactor_j + rowOffset_i − [is union] · shared), which covers cosine, Jaccard, conditional probability
/// and random walks, in one vectorised loop. Everything is single precision.
/// </summary>
/// <param name="RowFactors">Shape items.</param>
/// <param name="RowOffsets">Shape items.</param>
/// <param name="CandidateFactors">Shape candidates.</param>
/// <param name="IsUnion">Whether what is shared was counted on both sides and is taken off once.</param>
internal sealed record SimilarityMeasure(float[] RowFactors, float[] RowOffsets, float[] CandidateFactors, bool IsUnion)
{
    /// <summary>shared / (‖row‖ ‖candidate‖ + shrinkage).</summary>
    public static SimilarityMeasure Cosine(double[] rowSquares, double[] candidateSquares, double shrinkage) =>
        new(Roots(rowSquares), Constant(rowSquares.Length, (float)shrinkage), Roots(candidateSquares), false);

    /// <summary>shared / (|row| + |candidate| − shared + shrinkage), sizes of sets.</summary>
    public static SimilarityMeasure Jaccard(double[] rowSizes, double[] candidateSizes, double shrinkage) =>
        new(
            Constant(rowSizes.Length, 1),
            Array.ConvertAll(rowSizes, size => (float)(size + shrinkage)),
            Array.ConvertAll(candidateSizes, size => (float)size),
            true
        );

    /// <summary>shared / (row^rowExponent · candidate^candidateExponent + shrinkage).</summary>
    public static SimilarityMeasure Powers(
        double[] rowSizes,
        double rowExponent,
        double[] candidateSizes,
        double candidateExponent,
        double shrinkage
    ) =>
        new(
            Array.ConvertAll(rowSizes, size => (float)Math.Pow(size, rowExponent)),
            Constant(rowSizes.Length, (float)shrinkage),
            Array.ConvertAll(candidateSizes, size => (float)Math.Pow(size, candidateExponent)),
            false
        );

    private static float[] Roots(double[] squares) => Array.ConvertAll(squares, square => (float)Math.Sqrt(square));

    private static float[] Constant(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
