using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Users;

/// <summary>
/// Replaces what names a person by a keyed hash: HMAC-SHA-256 over <c>purpose, zero byte, text in UTF-8</c>. Without the key nobody can test a guess.
/// <para>
/// The purpose keeps uses apart: a user id and an identifier (e-mail, phone) that happen to be the same text give unrelated hashes, so a store of
/// pseudonyms cannot be joined with a list of identifier hashes. The domain is not part of the message: two partners who hold the same key get the same
/// pseudonym for the same id (so <c>link same-id</c> still works) and the same hash for the same identifier (so <c>link keyed-hash</c> does); partners
/// who must not be able to do so use different keys.
/// </para>
/// Safe to call from many threads.
/// </summary>
public sealed class Pseudonymizer
{
    /// <summary>What a user's pseudonym begins with; 64 lower-case hexadecimal digits follow.</summary>
    public const string UserPrefix = "ku1_";

    /// <summary>What an identifier's hash begins with; 64 lower-case hexadecimal digits follow.</summary>
    public const string IdentifierPrefix = "ki1_";

    private static readonly SearchValues<char> LowerHexDigits = SearchValues.Create("0123456789abcdef");
    private const int MostBytesOnStack = 512;
    private static readonly byte[] UserPurpose = "kuajie/user-id/1\0"u8.ToArray();
    private static readonly byte[] IdentifierPurpose = "kuajie/identifier/1\0"u8.ToArray();
    private readonly byte[] key;

    /// <summary>Takes the key.</summary>
    /// <exception cref="ArgumentException">It has fewer than 32 bytes.</exception>
    public Pseudonymizer(ReadOnlySpan<byte> key)
    {
        if (key.Length < KeyFile.FewestBytes)
        {
            throw new ArgumentException($"Found a key of {key.Length} bytes; expected at least {KeyFile.FewestBytes}.", nameof(key));
        }
        this.key = key.ToArray();
    }

    /// <summary>Takes the key from a file.</summary>
    /// <exception cref="KuajieException">The file holds no usable key, see <see cref="KeyFile.Read"/>.</exception>
    public static Pseudonymizer FromKeyFile(string path) => new(KeyFile.Read(path));

    /// <summary>The pseudonym of a user id, taken as it stands.</summary>
    public string UserPseudonym(string userId) => Hash(UserPrefix, UserPurpose, userId);

    /// <summary>The hash of an identifier, taken as it stands: normalise it first, both sides alike.</summary>
    public string IdentifierHash(string identifier) => Hash(IdentifierPrefix, IdentifierPurpose, identifier);

    /// <summary>Whether a text has the form of a user's pseudonym.</summary>
    public static bool IsPseudonym(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == UserPrefix.Length + (2 * HMACSHA256.HashSizeInBytes)
            && text.StartsWith(UserPrefix, StringComparison.Ordinal)
            && !text.AsSpan(UserPrefix.Length).ContainsAnyExcept(LowerHexDigits);
    }

    private string Hash(string prefix, byte[] purpose, string text)
    {
        var length = purpose.Length + Encoding.UTF8.GetByteCount(text);
        var message = length <= MostBytesOnStack ? stackalloc byte[length] : new byte[length];
        purpose.CopyTo(message);
        Encoding.UTF8.GetBytes(text, message[purpose.Length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, message, hash);
        return prefix + Convert.ToHexStringLower(hash);
    }
}
