using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Catalog;

namespace Kuajie.Server.Catalog;

/// <summary>
/// Where the next page of a search begins, as a text: the last item and its score, and a mark of the search, so that it is not taken into another one. It holds nothing that
/// the page did not say, and needs nothing kept here.
/// </summary>
internal static class ItemCursor
{
    private const int MarkLength = 8;
    private const int ScoreLength = 8;
    private const int MostCharacters = 2_000;

    public static string Write(ItemPlace place, ItemQuery query)
    {
        var score = BitConverter.SingleToUInt32Bits(place.Score).ToString("x8", CultureInfo.InvariantCulture);
        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark(query) + score + place.ItemId));
    }

    /// <summary>The place, or null where the text is no cursor of this search.</summary>
    public static ItemPlace? Read(string cursor, ItemQuery query)
    {
        if (cursor.Length > MostCharacters || !Base64Url.IsValid(cursor))
        {
            return null;
        }
        var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return
            text.Length > MarkLength + ScoreLength
            && text.StartsWith(Mark(query), StringComparison.Ordinal)
            && uint.TryParse(text.AsSpan(MarkLength, ScoreLength), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            && float.IsFinite(BitConverter.UInt32BitsToSingle(bits))
            ? new ItemPlace(BitConverter.UInt32BitsToSingle(bits), text[(MarkLength + ScoreLength)..])
            : null;
    }

    private static string Mark(ItemQuery query)
    {
        var sought = string.Join(
            '\n',
            [
                query.Words ?? "",
                string.Join('\t', query.Kinds),
                string.Join('\t', query.Tags),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{query.LeastPrice} {query.MostPrice} {query.Currency} {query.AvailableAt is not null}"
                ),
            ]
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sought)).AsSpan(0, MarkLength / 2));
    }
}
