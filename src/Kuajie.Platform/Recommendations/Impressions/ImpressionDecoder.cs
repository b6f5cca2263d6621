using System.Buffers.Binary;
using System.Text;

namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Reads what <see cref="ImpressionEncoder"/> wrote.</summary>
internal ref struct ImpressionDecoder
{
    private ReadOnlySpan<byte> left;

    private ImpressionDecoder(ReadOnlySpan<byte> record) => left = record[sizeof(int)..];

    /// <summary>Length of the first record of some.</summary>
    public static int LengthOf(ReadOnlySpan<byte> records) =>
        records.Length > sizeof(int)
        && BinaryPrimitives.ReadInt32LittleEndian(records) is var length
        && length > sizeof(int)
        && length <= records.Length
            ? length
            : throw Damaged();

    /// <summary>Whether a record is that of a list.</summary>
    public static bool IsOf(ReadOnlySpan<byte> record, string listId) => new ImpressionDecoder(record).Text() == listId;

    /// <summary>The list of a record.</summary>
    public static Impression Decode(ReadOnlySpan<byte> record, string userDomain)
    {
        try
        {
            return new ImpressionDecoder(record).List(userDomain);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Damaged();
        }
    }

    private Impression List(string userDomain)
    {
        var id = Text() ?? throw Damaged();
        var at = new DateTimeOffset(Long(), TimeSpan.Zero);
        var (user, session, scene, arm) = (Text(), Text(), Text(), Text());
        var places = new ImpressionItem[Math.Min(Number(), (uint)left.Length)];
        var (domain, version, slot) = (userDomain, (string?)null, (string?)null);
        for (var place = 0; place < places.Length; place++)
        {
            var marks = Take(1)[0];
            var item = Text() ?? throw Damaged();
            domain = (marks & ImpressionEncoder.HasDomain) == 0 ? domain : Text() ?? throw Damaged();
            version = (marks & ImpressionEncoder.HasVersion) == 0 ? version : Text();
            slot = (marks & ImpressionEncoder.HasSlot) == 0 ? slot : Text();
            var score =
                (marks & ImpressionEncoder.IsDouble) == 0
                    ? BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)))
                    : BitConverter.Int64BitsToDouble(Long());
            double? propensity = (marks & ImpressionEncoder.HasPropensity) == 0 ? null : BitConverter.Int64BitsToDouble(Long());
            places[place] = new ImpressionItem(domain, item, place + 1, version, slot, score, propensity);
        }
        return new Impression(id, at, userDomain, user, session, scene, arm, places);
    }

    private static FormatException Damaged() => new("Found a damaged block of shown lists.");

    private string? Text() =>
        Number() is > 0 and var length ? Encoding.UTF8.GetString(Take((int)Math.Min(length - 1, int.MaxValue))) : null;

    private long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    private uint Number()
    {
        var (number, shift) = (0u, 0);
        while (true)
        {
            var part = Take(1)[0];
            number |= (uint)(part & 0x7F) << shift;
            if (part <= 0x7F)
            {
                return number;
            }
            shift += 7;
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = left[..count];
        left = left[count..];
        return taken;
    }
}
