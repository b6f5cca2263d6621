using System.Numerics.Tensors;
using Kuajie.Algorithms.Datasets;

namespace Kuajie.Algorithms.Models.Content;

/// <summary>Scratch for one user's profile: the weighted sum of the past items' features. Reused; nothing is allocated once it has grown.</summary>
internal sealed class ContentProfile(int termCount, int vectorLength)
{
    private readonly float[] terms = new float[termCount];
    private readonly bool[] isTouched = new bool[termCount];
    private readonly List<int> touched = [];
    private readonly float[] vector = new float[vectorLength];
    private float[] confidences = [];

    /// <summary>The terms of the profile, in order of first appearance.</summary>
    public IReadOnlyList<int> Touched => touched;

    /// <summary>The profile's dense part.</summary>
    public ReadOnlySpan<float> Vector => vector;

    /// <summary>The profile's weight of a term.</summary>
    public float this[int term] => terms[term];

    /// <summary>Length of the profile; 0 where nothing of the past is known.</summary>
    public float Norm { get; private set; }

    /// <summary>Gathers the past of all blocks.</summary>
    public void Gather(IReadOnlyList<ContentBlock> blocks, UserHistory history, double weightExponent)
    {
        Clear();
        foreach (var block in blocks)
        {
            var past = history[block.Domain];
            var weights = Confidences(block, past, weightExponent);
            for (var entry = 0; entry < past.Count; entry++)
            {
                Add(block, past.Items.Span[entry], weights[entry]);
            }
        }
        var squares = 0.0;
        foreach (var term in touched)
        {
            squares += (double)terms[term] * terms[term];
        }
        Norm = (float)Math.Sqrt(squares + TensorPrimitives.SumOfSquares<float>(vector));
    }

    /// <summary>How much each past interaction of a block counts; valid until the next call.</summary>
    public ReadOnlySpan<float> Confidences(ContentBlock block, DomainHistory past, double weightExponent)
    {
        if (confidences.Length < past.Count)
        {
            confidences = new float[Math.Max(past.Count, 2 * confidences.Length)];
        }
        var own = confidences.AsSpan(0, past.Count);
        InteractionWeights.Confidences(past.Weights.Span, block.MeanWeight, weightExponent, own);
        TensorPrimitives.Multiply(own, block.Weight, own);
        return own;
    }

    private void Add(ContentBlock block, int item, float confidence)
    {
        var columns = block.Terms.RowColumns(item);
        var values = block.Terms.RowValues(item);
        for (var place = 0; place < columns.Length; place++)
        {
            if (!isTouched[columns[place]])
            {
                isTouched[columns[place]] = true;
                touched.Add(columns[place]);
            }
            terms[columns[place]] += confidence * values[place];
        }
        if (block.VectorLength > 0)
        {
            TensorPrimitives.MultiplyAdd(block.Vector(item), confidence, vector, vector);
        }
    }

    private void Clear()
    {
        foreach (var term in touched)
        {
            (terms[term], isTouched[term]) = (0, false);
        }
        touched.Clear();
        Array.Clear(vector);
    }
}
