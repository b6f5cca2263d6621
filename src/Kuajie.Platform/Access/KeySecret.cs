using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kuajie.Platform.Access;

/// <summary>The text of an API key, <c>kj_ID_SECRET</c>: a public id of 12 letters and 256 random bits in URL-safe Base64.</summary>
public static class KeySecret
{
    /// <summary>What every key begins with, so that it is recognised where it leaks.</summary>
    public const string Prefix = "kj_";

    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;
    private const int SecretBytes = 32;

    /// <summary>A new id.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    /// <summary>A new key text for an id.</summary>
    public static string NewText(string keyId) =>
        $"{Prefix}{keyId}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}";

    /// <summary>The id within a key's text, or null where it is no key.</summary>
    public static string? IdOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
            text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.Length > Prefix.Length + IdLength + 1
            && text[Prefix.Length + IdLength] == '_'
            ? text.Substring(Prefix.Length, IdLength)
            : null;
    }

    /// <summary>What is stored of a key's text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text is the one that was hashed; takes the same time wherever they differ.</summary>
    public static bool Matches(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(text)), Encoding.ASCII.GetBytes(hash));
}
