using System.Runtime.InteropServices;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>Evidence summed item by item, with a list of the items that have some, so that it is cleared without touching the others.</summary>
/// <param name="items">Number of target items.</param>
internal sealed class NeighborEvidence(int items)
{
    private readonly float[] sums = new float[items];
    private readonly bool[] isTouched = new bool[items];
    private readonly List<int> touched = [];

    /// <summary>The items with evidence, in order of meeting them.</summary>
    public ReadOnlySpan<int> Touched => CollectionsMarshal.AsSpan(touched);

    /// <summary>An item's sum.</summary>
    public float this[int item] => sums[item];

    /// <summary>Whether something spoke for or against the item.</summary>
    public bool IsTouched(int item) => isTouched[item];

    /// <summary>Adds one past item's neighbours.</summary>
    public void Add(ReadOnlySpan<int> neighbors, ReadOnlySpan<float> similarities, float confidence)
    {
        for (var place = 0; place < neighbors.Length; place++)
        {
            var item = neighbors[place];
            sums[item] += confidence * similarities[place];
            if (!isTouched[item])
            {
                isTouched[item] = true;
                touched.Add(item);
            }
        }
    }

    /// <summary>Empties it. O(touched items).</summary>
    public void Clear()
    {
        foreach (var item in touched)
        {
            sums[item] = 0;
            isTouched[item] = false;
        }
        touched.Clear();
    }
}
