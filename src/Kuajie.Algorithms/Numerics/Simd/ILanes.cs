namespace Kuajie.Algorithms.Numerics.Simd;

/// <summary>
/// The operations kernels need of a vector of floats, so that one source serves every width: the compiler specialises a generic kernel for each
/// implementation. All of them compute a fused multiply-add with one rounding, so kernels that keep the order of additions give the same bits at
/// every width.
/// </summary>
/// <typeparam name="TVector">The vector itself, for example <c>Vector512&lt;float&gt;</c>.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>All zeros.</summary>
    static abstract TVector Zero { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Loads <see cref="Count"/> numbers from <paramref name="offset"/> numbers behind <paramref name="source"/>.</summary>
    static abstract TVector Load(ref float source, nint offset);

    /// <summary>Stores <see cref="Count"/> numbers at <paramref name="offset"/> numbers behind <paramref name="target"/>.</summary>
    static abstract void Store(TVector vector, ref float target, nint offset);

    /// <summary>left · right + addend, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left − right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>The lower halves of the lanes' bits, each as the upper half of a number.</summary>
    static abstract TVector LowHalves(TVector bits);

    /// <summary>The upper halves of the lanes' bits, the lower ones cleared.</summary>
    static abstract TVector HighHalves(TVector bits);

    /// <summary>One bit per lane, lane 0 lowest: whether the value is at least the bound. False for what is not a number.</summary>
    static abstract uint AtLeast(TVector values, TVector bounds);
}
