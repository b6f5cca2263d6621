using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Numerics.NearestNeighbors;

/// <summary>
/// Upper bounds of the scores of a panel's items from the sums of their rounded numbers: sum · item scale · user scale + (user length) · (item error) + (user error) ·
/// (item length), computed in this order at every width, so that the same items are found.
/// </summary>
internal readonly ref struct PanelBounds
{
    private readonly ReadOnlySpan<float> scales;
    private readonly ReadOnlySpan<float> errors;
    private readonly ReadOnlySpan<float> lengths;
    private readonly float userScale;
    private readonly float userLength;
    private readonly float userError;

    /// <summary>The bounds of the panel that begins at a place.</summary>
    /// <param name="scales">What a step of each item's numbers is worth.</param>
    /// <param name="errors">Length of what rounding took from each item.</param>
    /// <param name="lengths">Length of each item's factor.</param>
    /// <param name="first">The panel's first place.</param>
    /// <param name="userScale">What a step of the user's numbers is worth.</param>
    /// <param name="userLength">Length of the rounded user.</param>
    /// <param name="userError">Length of what rounding took from the user.</param>
    public PanelBounds(float[] scales, float[] errors, float[] lengths, int first, float userScale, float userLength, float userError)
    {
        this.scales = scales.AsSpan(first, QuantizedPanels.Items);
        this.errors = errors.AsSpan(first, QuantizedPanels.Items);
        this.lengths = lengths.AsSpan(first, QuantizedPanels.Items);
        (this.userScale, this.userLength, this.userError) = (userScale, userLength, userError);
    }

    /// <summary>A bit for every item whose bound is not below the bar.</summary>
    public uint Reaching(Vector512<int> sums, float bar) =>
        ~(uint)Vector512.LessThan(Of(sums), Vector512.Create(bar)).ExtractMostSignificantBits() & 0xFFFF;

    /// <summary>The bounds.</summary>
    public Vector512<float> Of(Vector512<int> sums) =>
        (Vector512.ConvertToSingle(sums) * Load(scales) * userScale) + (Load(errors) * userLength) + (Load(lengths) * userError);

    /// <summary>The bound of one item.</summary>
    public float Of(int sum, int item) => (sum * scales[item] * userScale) + (errors[item] * userLength) + (lengths[item] * userError);

    /// <summary>The same, one item at a time.</summary>
    public uint Reaching(ReadOnlySpan<int> sums, float bar)
    {
        var reached = 0u;
        for (var item = 0; item < sums.Length; item++)
        {
            // What is no number is not below the bar either.
            reached |= Of(sums[item], item) < bar ? 0 : 1u << item;
        }
        return reached;
    }

    private static Vector512<float> Load(ReadOnlySpan<float> values) => Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values));
}
