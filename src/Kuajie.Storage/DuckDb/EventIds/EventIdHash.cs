using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kuajie.Storage.DuckDb.EventIds;

/// <summary>
/// 128 bits that stand for a domain and an event id. Two of ten thousand million ids collide with a probability of 10⁻¹⁹; whoever makes ids collide on purpose
/// only silences events of the own domain, as sending the same id twice would.
/// </summary>
internal static class EventIdHash
{
    private const int MostBytesOnStack = 1024;

    /// <summary>The hash of the domain's name, a zero and the id, in UTF-8.</summary>
    [SkipLocalsInit]
    public static UInt128 Of(string domain, string eventId)
    {
        var most = Encoding.UTF8.GetMaxByteCount(domain.Length + eventId.Length) + 1;
        var bytes = most <= MostBytesOnStack ? stackalloc byte[MostBytesOnStack] : new byte[most];
        var length = Encoding.UTF8.GetBytes(domain, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(eventId, bytes[length..]);
        return XxHash128.HashToUInt128(bytes[..length]);
    }
}
