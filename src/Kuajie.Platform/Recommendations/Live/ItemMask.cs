namespace Kuajie.Platform.Recommendations.Live;

/// <summary>A filter compiled over a catalog: one bit an item number.</summary>
/// <param name="Columns">The catalog it was compiled over.</param>
/// <param name="Bits">The lowest bit of the first number stands for item 0. Numbers beyond are not matched.</param>
/// <param name="MatchesUnknown">Whether items the catalog never had match: there is no catalog and no condition.</param>
/// <param name="ValidUntil">The moment, in ticks, at which an item's availability changes.</param>
internal sealed record ItemMask(ItemColumns Columns, ulong[] Bits, bool MatchesUnknown, long ValidUntil)
{
    /// <summary>Whether the item matches.</summary>
    public bool Has(int number) =>
        number >= 0 && (MatchesUnknown || (number / 64 < Bits.Length && ((Bits[number / 64] >> (number & 63)) & 1) != 0));
}
