using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Tests.Messages;

/// <summary>A receiver changes over from one secret to the next without losing a message.</summary>
public sealed class SecretRotationTests
{
    private readonly MessageWorld world = new();

    [Fact]
    public async Task Rotate_WithinTheOverlap_BothSecretsVerify_AfterwardsTheNewOne()
    {
        var (endpoint, old) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);
        var (rotated, secret) = world.Webhooks.Rotate("shop-firm", endpoint.EndpointId);

        Assert.Equal(world.Clock.GetUtcNow().AddHours(24), rotated.FormerUntil);
        Assert.Equal((true, true), await SentAsync(endpoint, old, secret));
        world.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal((true, true), await SentAsync(endpoint, old, secret));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, true), await SentAsync(endpoint, old, secret));
    }

    [Fact]
    public async Task Rotate_WithoutOverlap_StopsTheOldSecretAtOnce()
    {
        var (endpoint, old) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);
        var (rotated, secret) = world.Webhooks.Rotate("shop-firm", endpoint.EndpointId, 0);

        Assert.Equal((null, null), (rotated.FormerSealedSecret, rotated.FormerUntil));
        Assert.Equal((false, true), await SentAsync(endpoint, old, secret));
    }

    /// <summary>A secret that became known is not kept alive by being the one before the one before.</summary>
    [Fact]
    public async Task Rotate_Twice_LeavesTheLastTwo()
    {
        var (endpoint, first) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);
        var (_, second) = world.Webhooks.Rotate("shop-firm", endpoint.EndpointId, 168);
        var (_, third) = world.Webhooks.Rotate("shop-firm", endpoint.EndpointId, 1);

        Assert.Equal((true, true), await SentAsync(endpoint, second, third));
        Assert.Equal((false, true), await SentAsync(endpoint, first, third));
    }

    /// <summary>What was sealed elsewhere signs nothing, and the new secret goes on.</summary>
    [Fact]
    public async Task Rotate_FormerSecretLost_TheNewOneSignsAlone()
    {
        var (endpoint, old) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);
        var (rotated, secret) = world.Webhooks.Rotate("shop-firm", endpoint.EndpointId);
        world.Store.Put(rotated with { FormerSealedSecret = "foreign" });

        Assert.Equal((false, true), await SentAsync(endpoint, old, secret));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(169)]
    public void Rotate_HoursOutOfBounds_AreRefused(int hours)
    {
        var (endpoint, _) = world.Webhooks.Add("shop-firm", "https://hooks.example.com/", []);

        var fault = Assert.Throws<KuajieException>(() => world.Webhooks.Rotate("shop-firm", endpoint.EndpointId, hours));

        Assert.Equal(("out-of-range", "overlapHours"), (fault.Code, fault.Where));
        Assert.Equal(endpoint.SealedSecret, world.Store.Endpoints()[0].SealedSecret);
    }

    /// <summary>Whether the next message verifies with either secret, as the guide tells receivers to do it.</summary>
    private async Task<(bool Old, bool New)> SentAsync(WebhookEndpoint endpoint, string old, string fresh)
    {
        world.Sent.Clear();
        world.Webhooks.Test("shop-firm", endpoint.EndpointId);
        await world.Dispatch.RoundAsync();
        var post = Assert.Single(world.Sent);
        return (Verifies(post, old), Verifies(post, fresh));
    }

    private static bool Verifies(WebhookPost post, string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{post.MessageId}.{post.UnixSeconds}.{post.Body}"));
        return post
            .Signature.Split(' ')
            .Where(each => each.StartsWith("v1,", StringComparison.Ordinal))
            .Any(each => CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(each[3..]), expected));
    }
}
