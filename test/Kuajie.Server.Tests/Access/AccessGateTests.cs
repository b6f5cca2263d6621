using System.Net;
using Kuajie.Platform.Access;
using Kuajie.Platform.Partners;

namespace Kuajie.Server.Tests.Access;

public sealed class AccessGateTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer kj_aaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Basic a2o6eA==")]
    public async Task Request_WithoutAcceptedKey_IsRefused(string? header)
    {
        await using var running = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/domains");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        var response = await running.Anonymous().SendAsync(request);

        Assert.Equal("not-signed-in", (await response.ProblemAsync(HttpStatusCode.Unauthorized)).Code);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Key_WithOneLetterChanged_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        var text = running.Keys.Issue("app", null, Scope.All).Text;
        var changed = text[..^2] + (text[^2] == 'A' ? 'B' : 'A') + text[^1];

        Assert.Equal(HttpStatusCode.OK, (await running.WithKey(text).GetAsync("/v1/domains")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await running.WithKey(changed).GetAsync("/v1/domains")).StatusCode);
    }

    [Fact]
    public async Task Key_Expired_IsRefusedFromThatMoment()
    {
        await using var running = await RunningServer.StartAsync();
        var end = running.Clock.GetUtcNow().AddHours(1);
        var client = running.WithKey(running.Keys.Issue("app", null, Scope.All, end).Text);

        running.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/domains")).StatusCode);
        running.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/domains")).StatusCode);
    }

    [Fact]
    public async Task Domain_OfAStranger_IsRefusedLikeAnUnknownOne()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));

        var hidden = await (await client.GetAsync("/v1/domains/auto")).Content.ReadAsStringAsync();
        var unknown = await (await client.GetAsync("/v1/domains/nowhere")).Content.ReadAsStringAsync();

        Assert.Contains("unknown-domain", hidden, StringComparison.Ordinal);
        Assert.Equal(unknown.Replace("nowhere", "auto", StringComparison.Ordinal), hidden);
    }

    [Fact]
    public async Task Domain_OfAPartner_IsSeenAsLongAsThePartnershipSharesItsCatalog()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(RunningServer.PartyOf(RunningServer.Knowledge));
        var owner = running.Client(null);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/domains/sports")).StatusCode);
        await owner.PutAsync("/v1/partnerships", Wire.Json("""{"domains":["sports","knowledge"],"shares":["links"]}"""));
        var refused = await (await client.GetAsync("/v1/domains/sports")).ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal("not-shared", refused.Code);
        await owner.PostAsync($"/v1/partnerships/{running.Partnership.PartnershipId}/end", null);
        Assert.Equal("unknown-domain", (await (await client.GetAsync("/v1/domains/sports")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        Assert.Equal(PartnershipShares.Links, running.Workspace.Partners.Partnerships().Single().Shares);
    }

    [Fact]
    public async Task Key_WithoutTheScope_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();

        var refused = await (await running.Client(null, Scope.Ingest).GetAsync("/v1/keys")).ProblemAsync(HttpStatusCode.Forbidden);

        Assert.Equal("not-allowed", refused.Code);
        Assert.Contains("manage", refused.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfAParty_DoesNotDoTheOperatorsWork()
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Client(RunningServer.PartyOf(RunningServer.Sports));

        var response = await client.PutAsync("/v1/partnerships", Wire.Json("""{"domains":["sports","auto"]}"""));

        Assert.Equal("not-allowed", (await response.ProblemAsync(HttpStatusCode.Forbidden)).Code);
        Assert.Single(running.Workspace.Partners.Partnerships());
    }
}
