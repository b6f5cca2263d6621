using Kuajie.Conformance.Messages;
using Kuajie.Platform.Messages;
using Kuajie.Server.Messages;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Server.Tests.Messages;

public sealed class HttpWebhookSenderTests
{
    [Fact]
    public async Task Send_Taken_CarriesIdTimeAndSignature()
    {
        await using var receiver = new Receiver();
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        var answer = await sender.SendAsync(Post(receiver.Address), CancellationToken.None);

        Assert.Equal(new WebhookAnswer(200, null), answer);
        var (headers, body) = Assert.Single(receiver.Received);
        Assert.Equal(
            ("msg_1", "1772694367", "v1,abc"),
            (headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"])
        );
        Assert.Equal("application/json; charset=utf-8", headers["content-type"]);
        Assert.Equal("""{"字":1}""", body);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(410)]
    public async Task Send_Refused_TellsTheStatus(int status)
    {
        await using var receiver = new Receiver { Answer = _ => Receiver.Plain(status) };
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        Assert.Equal(new WebhookAnswer(status, null), await sender.SendAsync(Post(receiver.Address), CancellationToken.None));
    }

    [Fact]
    public async Task Send_Redirected_IsNotFollowed()
    {
        await using var elsewhere = new Receiver();
        await using var receiver = new Receiver { Answer = _ => Receiver.Plain(302, $"Location: {elsewhere.Address}\r\n") };
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        Assert.Equal(302, (await sender.SendAsync(Post(receiver.Address), CancellationToken.None)).Status);
        Assert.Empty(elsewhere.Received);
    }

    /// <summary>The clock is the test's: the answer never comes, and the patience ends.</summary>
    [Fact]
    public async Task Send_NoAnswer_TimesOut()
    {
        await using var receiver = new Receiver { Answer = _ => null };
        var clock = new FakeTimeProvider();
        using var sender = new HttpWebhookSender(allowsLoopback: true, clock);

        var sending = sender.SendAsync(Post(receiver.Address), CancellationToken.None);
        await receiver.CameAsync(1);
        Assert.False(sending.IsCompleted);
        clock.Advance(HttpWebhookSender.Patience);

        Assert.Equal(new WebhookAnswer(null, "timeout"), await sending);
    }

    /// <summary>A body without an end: only the head of the answer is read.</summary>
    [Fact]
    public async Task Send_EndlessBody_IsNotRead()
    {
        await using var receiver = new Receiver
        {
            Answer = _ => "HTTP/1.1 200 Told\r\nContent-Length: 99999999999\r\n\r\n" + new string('x', 100_000),
        };
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        Assert.Equal(new WebhookAnswer(200, null), await sender.SendAsync(Post(receiver.Address), CancellationToken.None));
    }

    [Fact]
    public async Task Send_EndlessHead_IsGivenUp()
    {
        await using var receiver = new Receiver { Answer = _ => $"HTTP/1.1 200 Told\r\nx-long: {new string('x', 200_000)}\r\n\r\n" };
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        Assert.Equal(new WebhookAnswer(null, "unreachable"), await sender.SendAsync(Post(receiver.Address), CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_LoopbackNotAllowed_NothingIsConnectedTo(bool byName)
    {
        await using var receiver = new Receiver();
        using var sender = new HttpWebhookSender(allowsLoopback: false, TimeProvider.System);
        var address = byName ? receiver.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : receiver.Address;

        Assert.Equal(new WebhookAnswer(null, "forbidden-address"), await sender.SendAsync(Post(address), CancellationToken.None));
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Send_NobodyListens_IsUnreachable()
    {
        string address;
        await using (var receiver = new Receiver())
        {
            address = receiver.Address;
        }
        using var sender = new HttpWebhookSender(allowsLoopback: true, TimeProvider.System);

        Assert.Equal(new WebhookAnswer(null, "unreachable"), await sender.SendAsync(Post(address), CancellationToken.None));
    }

    private static WebhookPost Post(string address) => new(address, "msg_1", 1772694367, "v1,abc", """{"字":1}""");
}
