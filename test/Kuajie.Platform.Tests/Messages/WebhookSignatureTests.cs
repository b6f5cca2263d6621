using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Tests.Messages;

public sealed class WebhookSignatureTests
{
    /// <summary>As `openssl dgst -sha256 -mac HMAC` has it, of the secret's 32 bytes "kuajie-test-secret-0123456789abc".</summary>
    [Fact]
    public void Of_KnownSecret_IsThatOfAnotherImplementation() =>
        Assert.Equal(
            "v1,WF4Gq5IZnGyvYW7+fBjasSAOJ3vaVohqCSQ7H5s/LZg=",
            WebhookSignature.Of(
                "whsec_a3VhamllLXRlc3Qtc2VjcmV0LTAxMjM0NTY3ODlhYmM=",
                "msg_1",
                1772694367,
                """{"type":"webhook.test","字":1}"""
            )
        );

    [Fact]
    public void NewSecret_Twice_IsAnotherOf32Bytes()
    {
        var (one, other) = (WebhookSignature.NewSecret(), WebhookSignature.NewSecret());

        Assert.NotEqual(one, other);
        Assert.Equal(32, Convert.FromBase64String(one[WebhookSignature.SecretPrefix.Length..]).Length);
    }
}
