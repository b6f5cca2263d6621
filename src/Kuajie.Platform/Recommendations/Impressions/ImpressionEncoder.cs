using System.Buffers.Binary;
using System.Text;

namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>
/// Shown lists as bytes, some two hundred for ten places: length (4 bytes), id, moment (8), user, visit, scene, arm, number of places, and each place as a byte of marks and what
/// differs from the place before. Texts are UTF-8 after their length plus one, 0 for none; numbers are little-endian. For one thread; its memory is used again.
/// </summary>
internal sealed class ImpressionEncoder
{
    /// <summary>The score has 8 bytes instead of 4.</summary>
    internal const byte IsDouble = 1;

    /// <summary>A propensity of 8 bytes follows.</summary>
    internal const byte HasPropensity = 2;

    /// <summary>A domain follows; else that of the place before, at first the users' own.</summary>
    internal const byte HasDomain = 4;

    /// <summary>A version follows; else that of the place before, at first none.</summary>
    internal const byte HasVersion = 8;

    /// <summary>A slot follows; else that of the place before, at first none.</summary>
    internal const byte HasSlot = 16;

    private byte[] bytes = new byte[1024];
    private int length;

    /// <summary>The list's bytes, until the next call.</summary>
    public ReadOnlySpan<byte> Encode(Impression list)
    {
        length = sizeof(int);
        Put(list.ListId);
        Put(list.At.UtcTicks);
        Put(list.UserId);
        Put(list.SessionId);
        Put(list.Scene);
        Put(list.Arm);
        Put((uint)list.Items.Count);
        PutPlaces(list);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes.AsSpan(0, length);
    }

    private void PutPlaces(Impression list)
    {
        var (domain, version, slot) = (list.UserDomain, (string?)null, (string?)null);
        for (var place = 0; place < list.Items.Count; place++)
        {
            var item = list.Items[place];
            var isDouble = (float)item.Score != item.Score;
            var marks =
                (isDouble ? IsDouble : 0)
                | (item.Propensity is null ? 0 : HasPropensity)
                | (Is(item.Domain, domain) ? 0 : HasDomain)
                | (Is(item.ModelVersion, version) ? 0 : HasVersion)
                | (Is(item.Slot, slot) ? 0 : HasSlot);
            Room(1)[0] = (byte)marks;
            length++;
            Put(item.ItemId);
            PutIf(marks & HasDomain, domain = item.Domain);
            PutIf(marks & HasVersion, version = item.ModelVersion);
            PutIf(marks & HasSlot, slot = item.Slot);
            if (isDouble)
            {
                Put(BitConverter.DoubleToInt64Bits(item.Score));
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(Room(sizeof(float)), (float)item.Score);
                length += sizeof(float);
            }
            if (item.Propensity is { } propensity)
            {
                Put(BitConverter.DoubleToInt64Bits(propensity));
            }
        }
    }

    private static bool Is(string? one, string? other) =>
        ReferenceEquals(one, other) || string.Equals(one, other, StringComparison.Ordinal);

    private void PutIf(int mark, string? text)
    {
        if (mark != 0)
        {
            Put(text);
        }
    }

    private void Put(string? text)
    {
        if (text is null)
        {
            Put(0u);
            return;
        }
        // A byte is enough for the length of most: it is put where it belongs before it is known.
        const int ShortBytes = 0x7E;
        if (text.Length <= ShortBytes / 3)
        {
            var written = Encoding.UTF8.GetBytes(text, Room(ShortBytes + 1)[1..]);
            bytes[length] = (byte)(written + 1);
            length += written + 1;
            return;
        }
        var count = Encoding.UTF8.GetByteCount(text);
        Put((uint)count + 1);
        length += Encoding.UTF8.GetBytes(text, Room(count));
    }

    private void Put(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);
        length += sizeof(long);
    }

    /// <summary>Seven bits a byte, the lowest first, all but the last with the eighth bit set.</summary>
    private void Put(uint number)
    {
        var room = Room(5);
        var written = 0;
        for (; number > 0x7F; number >>= 7)
        {
            room[written++] = (byte)(number | 0x80);
        }
        room[written++] = (byte)number;
        length += written;
    }

    private Span<byte> Room(int wanted)
    {
        if (bytes.Length - length < wanted)
        {
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + wanted));
        }
        return bytes.AsSpan(length);
    }
}
