using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Datasets;

/// <summary>
/// What the items of a domain are about, apart from who met them: weighted terms over a vocabulary that all domains of a dataset share, and, where the
/// user supplied them, dense vectors of one length.
/// </summary>
public sealed class ItemContent
{
    /// <summary>Wraps ready parts without copying them.</summary>
    /// <param name="vocabulary">The terms; the same object in every domain of a dataset.</param>
    /// <param name="terms">Items × vocabulary: non-negative weights, each row of length one or empty.</param>
    /// <param name="vectors">Shape items × <paramref name="vectorLength"/>, row-major; empty without vectors. An item without one has zeros.</param>
    /// <param name="vectorLength">Length of a vector, 0 without vectors.</param>
    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public ItemContent(IdMap vocabulary, SparseMatrix terms, ReadOnlyMemory<float> vectors = default, int vectorLength = 0)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentOutOfRangeException.ThrowIfNegative(vectorLength);
        if (terms.ColumnCount != vocabulary.Count)
        {
            throw new ArgumentException(
                $"Found {terms.ColumnCount} columns; expected {vocabulary.Count}, one for each term.",
                nameof(terms)
            );
        }
        if (vectors.Length != (long)terms.RowCount * vectorLength)
        {
            throw new ArgumentException(
                $"Found {vectors.Length} numbers; expected {terms.RowCount} vectors of {vectorLength}.",
                nameof(vectors)
            );
        }
        Vocabulary = vocabulary;
        Terms = terms;
        Vectors = vectors;
        VectorLength = vectorLength;
    }

    /// <summary>The terms, as keys of <see cref="Text.ContentTerm"/>.</summary>
    public IdMap Vocabulary { get; }

    /// <summary>Items × vocabulary.</summary>
    public SparseMatrix Terms { get; }

    /// <summary>Shape items × <see cref="VectorLength"/>, row-major; empty without vectors.</summary>
    public ReadOnlyMemory<float> Vectors { get; }

    /// <summary>Length of a vector; 0 without vectors.</summary>
    public int VectorLength { get; }

    /// <summary>The same terms with other vectors.</summary>
    public ItemContent WithVectors(ReadOnlyMemory<float> vectors, int vectorLength) => new(Vocabulary, Terms, vectors, vectorLength);
}
