using System.Security.Cryptography;
using Kuajie.Platform.Messages;
using Microsoft.AspNetCore.DataProtection;

namespace Kuajie.Server.Messages;

/// <summary>Seals secrets with the keys that sign-in cookies are protected with: those of the workspace's folder of secrets, which only its owner may read.</summary>
/// <param name="protection">The keys.</param>
public sealed class SecretSeal(IDataProtectionProvider protection) : ISecretSeal
{
    private readonly IDataProtector protector = protection.CreateProtector("kuajie.webhooks.v1");

    /// <summary>The seal of a workspace that nobody serves at the moment.</summary>
    /// <param name="secretsFolder">Its folder of secrets.</param>
    public static SecretSeal Of(string secretsFolder) =>
        new(
            DataProtectionProvider.Create(Access.SignIn.SecretFolder(secretsFolder), protection => protection.SetApplicationName("Kuajie"))
        );

    /// <inheritdoc/>
    public string Seal(string secret) => protector.Protect(secret);

    /// <inheritdoc/>
    public string? Unseal(string text)
    {
        try
        {
            return protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
