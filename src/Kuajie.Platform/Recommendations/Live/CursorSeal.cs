using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// Signs cursors: HMAC-SHA-256 over the cursor and the party it was given to, cut to 16 bytes. What was changed, made up or taken over from another party does not pass.
/// The key lies in the workspace, so a cursor outlives a restart.
/// </summary>
public sealed class CursorSeal
{
    /// <summary>Bytes of a signature.</summary>
    internal const int Length = 16;

    private const int MostBytesOnStack = 1024;
    private static readonly byte[] Purpose = "kuajie/cursor/1\0"u8.ToArray();
    private readonly byte[] key;

    /// <summary>Takes the key.</summary>
    /// <exception cref="ArgumentException">It has fewer than 32 bytes.</exception>
    public CursorSeal(ReadOnlySpan<byte> key)
    {
        if (key.Length < KeyFile.FewestBytes)
        {
            throw new ArgumentException($"Found a key of {key.Length} bytes; expected at least {KeyFile.FewestBytes}.", nameof(key));
        }
        this.key = key.ToArray();
    }

    /// <summary>Takes the key from a file, which is made where it is missing.</summary>
    /// <exception cref="Faults.KuajieException">The file holds no usable key or cannot be made.</exception>
    public static CursorSeal FromKeyFile(string path)
    {
        if (!File.Exists(path))
        {
            KeyFile.Generate(path);
        }
        return new CursorSeal(KeyFile.Read(path));
    }

    /// <summary>Writes the signature of a cursor given to a party.</summary>
    internal void Sign(ReadOnlySpan<byte> cursor, string party, Span<byte> signature)
    {
        var length = Purpose.Length + cursor.Length + Encoding.UTF8.GetByteCount(party);
        var message = length <= MostBytesOnStack ? stackalloc byte[length] : new byte[length];
        Purpose.CopyTo(message);
        // The cursor tells its own length, so no two pairs of cursor and party make the same message.
        cursor.CopyTo(message[Purpose.Length..]);
        Encoding.UTF8.GetBytes(party, message[(Purpose.Length + cursor.Length)..]);
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, whole);
        whole[..Length].CopyTo(signature);
    }

    /// <summary>Whether a signature is that of a cursor given to a party. Takes as long whatever the answer.</summary>
    internal bool Holds(ReadOnlySpan<byte> cursor, string party, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[Length];
        Sign(cursor, party, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
