using System.Net;
using Kuajie.Platform.Messages;

namespace Kuajie.Platform.Tests.Messages;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://hooks.example.com/kuajie", true, true)]
    [InlineData("https://hooks.example.com:8443/a?b=c", true, true)]
    [InlineData("http://hooks.example.com/", false, false)]
    [InlineData("http://127.0.0.1:9000/", false, true)]
    [InlineData("http://localhost:9000/", false, true)]
    [InlineData("https://localhost/", false, true)]
    [InlineData("http://[::1]:9000/", false, true)]
    [InlineData("https://169.254.169.254/latest/meta-data", false, false)]
    [InlineData("https://10.0.0.5/", false, false)]
    [InlineData("https://192.168.1.1/", false, false)]
    [InlineData("https://172.20.0.1/", false, false)]
    [InlineData("https://0x7f000001/", false, true)]
    [InlineData("https://2130706433/", false, true)]
    [InlineData("https://[fd00::1]/", false, false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false, false)]
    [InlineData("https://user:word@hooks.example.com/", false, false)]
    [InlineData("https://hooks.example.com/#part", false, false)]
    [InlineData("ftp://hooks.example.com/", false, false)]
    [InlineData("file:///etc/passwd", false, false)]
    [InlineData("/relative", false, false)]
    [InlineData("", false, false)]
    public void IsEndpoint_Texts_AreJudged(string text, bool isEndpoint, bool whereLoopbackIs)
    {
        Assert.Equal(isEndpoint, WebhookAddress.IsEndpoint(text, allowsLoopback: false));
        Assert.Equal(whereLoopbackIs, WebhookAddress.IsEndpoint(text, allowsLoopback: true));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.100.200", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("172.31.255.255", false)]
    public void MayBeReached_Addresses_OnlyPublicOnes(string address, bool mayBe) =>
        Assert.Equal(mayBe, WebhookAddress.MayBeReached(IPAddress.Parse(address), allowsLoopback: false));

    [Fact]
    public void MayBeReached_LoopbackAllowed_OnlyThatIsMore()
    {
        Assert.True(WebhookAddress.MayBeReached(IPAddress.Loopback, allowsLoopback: true));
        Assert.True(WebhookAddress.MayBeReached(IPAddress.IPv6Loopback, allowsLoopback: true));
        Assert.False(WebhookAddress.MayBeReached(IPAddress.Parse("10.0.0.1"), allowsLoopback: true));
    }
}
