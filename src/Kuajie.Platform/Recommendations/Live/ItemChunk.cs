namespace Kuajie.Platform.Recommendations.Live;

/// <summary>The columns of some consecutive items. Never changed once it is part of <see cref="ItemColumns"/>: a change makes a copy.</summary>
internal sealed class ItemChunk
{
    /// <summary>Items of a chunk; a multiple of the bits of a number.</summary>
    public const int Size = 1024;

    /// <summary>Stands for a price, kind, currency or owner that an item has not.</summary>
    public const int None = -1;

    public readonly ulong[] Present = new ulong[Size / 64];
    public readonly string?[] Titles = new string?[Size];
    public readonly int[] Kinds = new int[Size];
    public readonly int[]?[] Tags = new int[]?[Size];
    public readonly long[] Prices = new long[Size];
    public readonly int[] Currencies = new int[Size];
    public readonly int[] Owners = new int[Size];
    public readonly long[] From = new long[Size];
    public readonly long[] Until = new long[Size];
    public readonly long[] Added = new long[Size];

    public ItemChunk Copy()
    {
        var copy = new ItemChunk();
        Present.CopyTo(copy.Present, 0);
        Titles.CopyTo(copy.Titles, 0);
        Kinds.CopyTo(copy.Kinds, 0);
        Tags.CopyTo(copy.Tags, 0);
        Prices.CopyTo(copy.Prices, 0);
        Currencies.CopyTo(copy.Currencies, 0);
        Owners.CopyTo(copy.Owners, 0);
        From.CopyTo(copy.From, 0);
        Until.CopyTo(copy.Until, 0);
        Added.CopyTo(copy.Added, 0);
        return copy;
    }
}
