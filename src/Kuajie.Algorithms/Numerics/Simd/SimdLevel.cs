using System.Runtime.Intrinsics;

namespace Kuajie.Algorithms.Numerics.Simd;

/// <summary>Which vectors a kernel computes with. Kernels take it as a parameter so that every path can be tested on one machine.</summary>
internal enum SimdLevel
{
    /// <summary>One number at a time.</summary>
    Scalar,

    /// <summary>Four numbers at a time.</summary>
    Vector128,

    /// <summary>Eight numbers at a time.</summary>
    Vector256,

    /// <summary>Sixteen numbers at a time.</summary>
    Vector512,
}

/// <summary>The levels of this machine.</summary>
internal static class SimdLevels
{
    /// <summary>The widest level the hardware accelerates.</summary>
    public static SimdLevel Best { get; } = Supported[^1];

    /// <summary>All levels the hardware accelerates, from narrow to wide.</summary>
    public static IReadOnlyList<SimdLevel> Supported => [.. Enum.GetValues<SimdLevel>().Where(IsAccelerated)];

    private static bool IsAccelerated(SimdLevel level) =>
        level switch
        {
            SimdLevel.Vector512 => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated,
            SimdLevel.Vector256 => System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated,
            SimdLevel.Vector128 => System.Runtime.Intrinsics.Vector128.IsHardwareAccelerated,
            _ => true,
        };
}
