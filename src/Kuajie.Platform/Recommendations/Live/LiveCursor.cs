using System.Buffers.Binary;
using System.Buffers.Text;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Where a page of a list ended. It carries hashes of everything shown so far, so that no item comes twice and none is skipped whatever happens between two pages, also in
/// another process; it says nothing else. It is signed for the party it was given to (<see cref="CursorSeal"/>).
/// </summary>
/// <param name="Fingerprint">Of the request, without page and length.</param>
/// <param name="Seed">Seed of the first page.</param>
/// <param name="Shown">Hashes of the items shown, ascending.</param>
internal sealed record LiveCursor(ulong Fingerprint, ulong Seed, ulong[] Shown)
{
    private const byte Version = 2;

    /// <summary>Version, number of items shown, fingerprint, seed.</summary>
    private const int HeaderLength = 21;

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
    /// <param name="seal">Signs it.</param>
    /// <param name="party">For whom.</param>
    public string ToText(CursorSeal seal, string party)
    {
        var length = HeaderLength + (8 * Shown.Length);
        var bytes = length <= 512 ? stackalloc byte[length + CursorSeal.Length] : new byte[length + CursorSeal.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], Shown.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[5..], Fingerprint);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[13..], Seed);
        for (var place = 0; place < Shown.Length; place++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(HeaderLength + (8 * place))..], Shown[place]);
        }
        seal.Sign(bytes[..length], party, bytes[length..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What <see cref="ToText"/> wrote for the same party, or null for anything else.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mostShown">Most items that may have been shown.</param>
    /// <param name="seal">Knows what was signed.</param>
    /// <param name="party">Who brings it.</param>
    public static LiveCursor? Parse(string text, int mostShown, CursorSeal seal, string party)
    {
        if (text.Length > Base64Url.GetEncodedLength(HeaderLength + (8 * mostShown) + CursorSeal.Length) || !Base64Url.IsValid(text))
        {
            return null;
        }
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        var length = bytes.Length - CursorSeal.Length;
        if (length < HeaderLength || bytes[0] != Version || !seal.Holds(bytes[..length], party, bytes[length..]))
        {
            return null;
        }
        var shown = new ulong[BinaryPrimitives.ReadInt32LittleEndian(bytes[1..])];
        for (var place = 0; place < shown.Length; place++)
        {
            shown[place] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(HeaderLength + (8 * place))..]);
        }
        return new LiveCursor(
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[5..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[13..]),
            shown
        );
    }
}
