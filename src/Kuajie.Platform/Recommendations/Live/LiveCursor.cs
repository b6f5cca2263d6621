using System.Buffers.Binary;
using System.Buffers.Text;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Where a page of a list ended. It carries hashes of everything shown so far, so that no item comes twice and none is skipped whatever happens between two pages, also in
/// another process; it says nothing else, and a forged one only spoils the forger's own list.
/// </summary>
/// <param name="Fingerprint">Of the request, without page and length.</param>
/// <param name="Seed">Seed of the first page.</param>
/// <param name="Shown">Hashes of the items shown, ascending.</param>
internal sealed record LiveCursor(ulong Fingerprint, ulong Seed, ulong[] Shown)
{
    private const byte Version = 1;
    private const int HeaderLength = 17;

    /// <summary>Before the first page.</summary>
    public static LiveCursor Start(ulong fingerprint, ulong seed) => new(fingerprint, seed, []);

    /// <summary>Whether an item was shown.</summary>
    public bool HasShown(ulong hash) => Shown.AsSpan().BinarySearch(hash) >= 0;

    /// <summary>After a page more.</summary>
    /// <param name="fingerprint">Of the request.</param>
    /// <param name="page">Hashes of the page's items; reordered.</param>
    public LiveCursor After(ulong fingerprint, Span<ulong> page)
    {
        var all = new ulong[Shown.Length + page.Length];
        Shown.CopyTo(all, 0);
        page.CopyTo(all.AsSpan(Shown.Length));
        Array.Sort(all);
        return new LiveCursor(fingerprint, Seed, all);
    }

    /// <summary>As text that fits into a URL.</summary>
    public override string ToString()
    {
        var length = HeaderLength + (8 * Shown.Length);
        Span<byte> bytes = length <= 512 ? stackalloc byte[length] : new byte[length];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[1..], Fingerprint);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[9..], Seed);
        for (var place = 0; place < Shown.Length; place++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(HeaderLength + (8 * place))..], Shown[place]);
        }
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What <see cref="ToString"/> wrote, or null for anything else.</summary>
    public static LiveCursor? Parse(string text, int mostShown)
    {
        if (text.Length > Base64Url.GetEncodedLength(HeaderLength + (8 * mostShown)) || !Base64Url.IsValid(text))
        {
            return null;
        }
        var bytes = Base64Url.DecodeFromChars(text).AsSpan();
        if (bytes.Length < HeaderLength || (bytes.Length - HeaderLength) % 8 != 0 || bytes[0] != Version)
        {
            return null;
        }
        var shown = new ulong[(bytes.Length - HeaderLength) / 8];
        for (var place = 0; place < shown.Length; place++)
        {
            shown[place] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(HeaderLength + (8 * place))..]);
            if (place > 0 && shown[place] <= shown[place - 1])
            {
                return null;
            }
        }
        return new LiveCursor(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[9..]),
            shown
        );
    }
}
