using Kuajie.Platform.Access;

namespace Kuajie.Server.Access;

/// <summary>Which counts of people are told: those of a few would point at persons.</summary>
/// <param name="Least">The least count that is told.</param>
internal readonly record struct SmallCells(long Least)
{
    /// <summary>Every count: for whoever may see the people themselves.</summary>
    public static SmallCells All => new(0);

    /// <summary>Counts from ten on: for partners.</summary>
    public static SmallCells FromTen => new(10);

    /// <summary>What a caller may be told of people of more than one domain.</summary>
    public static SmallCells For(Caller caller) => caller.IsOperator ? All : FromTen;

    /// <summary>The count, or null where it is of too few.</summary>
    public long? Told(long count) => count >= Least ? count : null;
}
