using System.Numerics.Tensors;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Numerics.Simd;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>One row's weighted ridge regression on the other side's factors, gathered term by term and solved: what a request needs. Scratch of one thread.</summary>
internal sealed class NormalEquations
{
    private readonly int rank;
    private readonly int stride;
    private readonly GatheredRows rows;
    private readonly AlignedFloats unobserved;
    private readonly PaddedEquations equations;
    private double unobservedMass;

    public NormalEquations(int rank)
    {
        this.rank = rank;
        stride = RowProducts.Stride(rank);
        rows = new GatheredRows(rank);
        unobserved = new AlignedFloats(checked(stride * stride));
        equations = new PaddedEquations(SimdLevels.Best, rank);
    }

    /// <summary>Scratch for the confidences of a row; at least as long as asked for.</summary>
    public float[] Confidences { get; private set; } = new float[64];

    /// <summary>Sum of all terms' masses: observed confidences plus the weight of unobserved pairs.</summary>
    public double Mass => rows.Mass + unobservedMass;

    /// <summary>Starts a new row that will have so many observations of one.</summary>
    public void Start(int observations)
    {
        rows.Start(observations);
        unobservedMass = 0;
        unobserved.Span.Clear();
        for (var row = rank; row < stride; row++)
        {
            unobserved.Span[row * (stride + 1)] = 1;
        }
    }

    /// <summary>A span of scratch for confidences.</summary>
    public Span<float> ConfidencesOf(int length)
    {
        if (Confidences.Length < length)
        {
            Confidences = new float[Math.Max(length, Confidences.Length * 2)];
        }
        return Confidences.AsSpan(0, length);
    }

    /// <summary>Adds observations of one: for each ascending index k, confidence c_k and regressor f_k.</summary>
    public void AddObserved(ReadOnlySpan<float> factors, ReadOnlySpan<int> indexes, ReadOnlySpan<float> confidences) =>
        rows.Add(factors, indexes, confidences, 1);

    /// <summary>Adds observations of zero for all rows behind a Gram matrix. O(rank²).</summary>
    /// <param name="gram">Gram matrix of the other side's factors.</param>
    /// <param name="rowCount">How many rows it sums over.</param>
    /// <param name="weight">Weight of each observation.</param>
    public void AddUnobserved(ReadOnlySpan<float> gram, int rowCount, float weight)
    {
        for (var row = 0; row < rank; row++)
        {
            var sums = unobserved.Span.Slice(row * stride, rank);
            TensorPrimitives.MultiplyAdd(gram.Slice(row * rank, rank), weight, sums, sums);
        }
        unobservedMass += (double)weight * rowCount;
    }

    /// <summary>Adds the ridge and factors the matrix: after this, <see cref="Solution"/> and <see cref="Solve"/> may be called. O(observations · rank² + rank³).</summary>
    public void Factor(float ridge) => equations.Factor(rows, ref unobserved.First, ridge);

    /// <summary>The row's factor.</summary>
    public void Solution(Span<float> factor) => equations.Solution(factor);

    /// <summary>Solves for another right-hand side in place.</summary>
    public void Solve(Span<float> values) => equations.Solve(values);
}
