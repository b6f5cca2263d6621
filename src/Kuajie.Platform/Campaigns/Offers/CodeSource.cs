using System.Security.Cryptography;

namespace Kuajie.Platform.Campaigns.Offers;

/// <summary>Makes codes that cannot be guessed from others.</summary>
public interface ICodeSource
{
    /// <summary>Fills a span with random bytes.</summary>
    void Fill(Span<byte> bytes);
}

/// <summary>The machine's generator for secrets.</summary>
public sealed class SecretCodeSource : ICodeSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}

/// <summary>
/// Codes of twelve letters and digits that people can read to each other: none of 0 and O, 1, I and L, in groups of four. Each of the 31 signs is equally likely (bytes that would favour some are thrown away), so that
/// a code holds 59 bits: of a million codes out, a guess hits one in 8 · 10¹¹.
/// </summary>
public static class CodeText
{
    /// <summary>The signs.</summary>
    public const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    private const int Length = 12;
    private const int Group = 4;
    private const int LongestUploaded = 64;

    /// <summary>A new code.</summary>
    public static string Next(ICodeSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<char> code = stackalloc char[Length + (Length / Group) - 1];
        Span<byte> bytes = stackalloc byte[2 * Length];
        var left = 0;
        for (var place = 0; place < code.Length; place++)
        {
            if (place % (Group + 1) == Group)
            {
                code[place] = '-';
                continue;
            }
            byte drawn;
            do
            {
                if (left == 0)
                {
                    source.Fill(bytes);
                    left = bytes.Length;
                }
                drawn = bytes[--left];
            } while (drawn >= 256 / Signs.Length * Signs.Length);
            code[place] = Signs[drawn % Signs.Length];
        }
        return code.ToString();
    }

    /// <summary>A code as it is kept: without spaces around it, in capitals.</summary>
    public static string Kept(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Trim().ToUpperInvariant();
    }

    /// <summary>Whether a text can be a code of one's own: 4 … 64 letters, digits and dashes.</summary>
    public static bool IsCode(string? code) =>
        code is { Length: >= 4 and <= LongestUploaded } && code.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-');
}
