using Kuajie.Algorithms.Numerics.Sparse;

namespace Kuajie.Algorithms.Models.Neighborhood;

/// <summary>Sparse matrices as three arrays of a model's state.</summary>
internal static class MatrixState
{
    /// <summary>Reads a matrix.</summary>
    /// <param name="state">The state.</param>
    /// <param name="rowCount">Rows expected, or −1 where any number will do.</param>
    /// <param name="columnCount">Columns.</param>
    /// <param name="rowOffsets">Name of the array of row offsets.</param>
    /// <param name="columns">Name of the array of columns.</param>
    /// <param name="values">Name of the array of values.</param>
    /// <exception cref="InvalidModelStateException">The arrays are absent or make no such matrix.</exception>
    public static SparseMatrix Read(ModelState state, int rowCount, int columnCount, string rowOffsets, string columns, string values)
    {
        var offsets = state.Integers(rowOffsets, rowCount < 0 ? -1 : rowCount + 1).ToArray();
        var places = state.Integers(columns).ToArray();
        try
        {
            return new SparseMatrix(offsets.Length - 1, columnCount, offsets, places, state.Floats(values, places.Length).ToArray());
        }
        catch (ArgumentException fault)
        {
            throw new InvalidModelStateException(
                $"Found no matrix in '{rowOffsets}', '{columns}' of the state of {state.Model}: {fault.Message}"
            );
        }
    }
}
