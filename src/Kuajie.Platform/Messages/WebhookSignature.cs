using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kuajie.Platform.Messages;

/// <summary>
/// Signs messages as the Standard Webhooks specification 1.0.0 has it: HMAC-SHA256 (RFC 2104) over <c>id.timestamp.body</c> with the secret's bytes, in Base64 after <c>v1,</c>; several of them, by several secrets, stand with spaces between. A receiver computes the same, compares in constant
/// time, and refuses timestamps that are minutes away.
/// </summary>
public static class WebhookSignature
{
    /// <summary>What texts of secrets begin with.</summary>
    public const string SecretPrefix = "whsec_";

    private const int SecretBytes = 32;

    /// <summary>A new secret: 32 random bytes in Base64 after the prefix.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The signature of a message.</summary>
    /// <param name="secret">The secret's text.</param>
    /// <param name="messageId">The message's id.</param>
    /// <param name="unixSeconds">When it is sent.</param>
    /// <param name="body">What is sent.</param>
    public static string Of(string secret, string messageId, long unixSeconds, string body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var signed = string.Create(CultureInfo.InvariantCulture, $"{messageId}.{unixSeconds}.{body}");
        var key = Convert.FromBase64String(
            secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret
        );
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
    }
}
