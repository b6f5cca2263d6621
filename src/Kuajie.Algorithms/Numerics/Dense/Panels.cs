using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Numerics.Dense;

/// <summary>
/// Packs a matrix into panels, the order in which <see cref="TileKernel"/> reads it: a panel holds a few rows, and for each column their numbers side
/// by side. The last panel is filled up with zeros.
/// </summary>
internal static class Panels
{
    /// <summary>Numbers that packed rows take.</summary>
    public static long Length(int rows, int columns, int panelRows) => (long)Count(rows, panelRows) * panelRows * columns;

    /// <summary>Number of panels.</summary>
    public static int Count(int rows, int panelRows) => (rows + panelRows - 1) / panelRows;

    /// <summary>Packs rows [<paramref name="firstRow"/>, <paramref name="endRow"/>) and columns [<paramref name="firstColumn"/>, + <paramref name="columns"/>).</summary>
    public static void Pack(in MatrixView matrix, int firstRow, int endRow, int firstColumn, int columns, int panelRows, ref float packed)
    {
        for (var row = firstRow; row < endRow; row += panelRows)
        {
            PackPanel(matrix, row, Math.Min(panelRows, endRow - row), firstColumn, columns, panelRows, ref packed);
            packed = ref Unsafe.Add(ref packed, (nint)panelRows * columns);
        }
    }

    private static void PackPanel(in MatrixView matrix, int row, int rows, int firstColumn, int columns, int panelRows, ref float panel)
    {
        ref var source = ref matrix.At(row, firstColumn);
        if (matrix.RowStride == 1 && rows == panelRows)
        {
            CopyColumns(ref source, (nint)matrix.ColumnStride, columns, panelRows, ref panel);
            return;
        }
        for (var place = 0; place < panelRows; place++)
        {
            if (place < rows)
            {
                Spread(
                    ref Unsafe.Add(ref source, (nint)(place * matrix.RowStride)),
                    (nint)matrix.ColumnStride,
                    columns,
                    panelRows,
                    ref panel
                );
            }
            else
            {
                Clear(columns, panelRows, ref panel);
            }
            panel = ref Unsafe.Add(ref panel, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyColumns(ref float source, nint stride, int columns, int panelRows, ref float panel)
    {
        for (var column = 0; column < columns; column++)
        {
            Copy(ref source, ref panel, panelRows);
            source = ref Unsafe.Add(ref source, stride);
            panel = ref Unsafe.Add(ref panel, panelRows);
        }
    }

    /// <summary>Copies a few numbers; a call to the general copy would cost more than the copying.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref float source, ref float target, int count)
    {
        for (; count >= 8; count -= 8)
        {
            Vector256.LoadUnsafe(ref source).StoreUnsafe(ref target);
            source = ref Unsafe.Add(ref source, 8);
            target = ref Unsafe.Add(ref target, 8);
        }
        for (; count > 0; count--)
        {
            target = source;
            source = ref Unsafe.Add(ref source, 1);
            target = ref Unsafe.Add(ref target, 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ref float source, nint stride, int columns, nint panelRows, ref float panel)
    {
        for (var column = 0; column < columns; column++)
        {
            panel = source;
            source = ref Unsafe.Add(ref source, stride);
            panel = ref Unsafe.Add(ref panel, panelRows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Clear(int columns, nint panelRows, ref float panel)
    {
        for (var column = 0; column < columns; column++)
        {
            panel = 0;
            panel = ref Unsafe.Add(ref panel, panelRows);
        }
    }
}
