using System.Net;
using System.Net.Http.Json;
using Kuajie.Client.Access;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Access;

public sealed class SignInTests
{
    private const string Password = "马拉松 course 7 lamp";

    [Fact]
    public async Task Setup_WithThePrintedCode_MakesTheOwnerOnce()
    {
        await using var running = await RunningServer.StartAsync();
        var browser = running.Browser();
        var code = running.Server.SetupCode!;

        var me = await (await browser.PostAsync("/v1/setup", Wire.Json(Setup(code)))).DocumentAsync();

        Assert.Equal("owner", me.GetProperty("roles").EnumerateArray().Single().GetString());
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/v1/people")).StatusCode);
        Assert.Null(running.Server.SetupCode);
        var again = await running
            .Anonymous()
            .PostAsync("/v1/setup", Wire.Json(Setup(code).Replace("owner@", "other@", StringComparison.Ordinal)));
        Assert.Equal("already-set-up", (await again.ProblemAsync(HttpStatusCode.Conflict)).Code);
    }

    [Theory]
    [InlineData("wrong", Password, HttpStatusCode.Unauthorized, "setup-code")]
    [InlineData(null, "short", HttpStatusCode.BadRequest, "password")]
    public async Task Setup_Refused_MakesNobody(string? code, string password, HttpStatusCode status, string problem)
    {
        await using var running = await RunningServer.StartAsync();
        var body = Setup(code ?? running.Server.SetupCode!).Replace(Password, password, StringComparison.Ordinal);

        Assert.Equal(problem, (await (await running.Anonymous().PostAsync("/v1/setup", Wire.Json(body))).ProblemAsync(status)).Code);
        Assert.Empty(running.Workspace.People.All());
    }

    [Fact]
    public async Task SignIn_FiveFailures_LocksForFifteenMinutesEvenForTheRightPassword()
    {
        await using var running = await RunningServer.StartAsync();
        await running.Browser().PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(running, "not the password"));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(running, Password));
        running.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(running, Password));
        running.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(running, Password));
    }

    [Fact]
    public async Task SignIn_UnknownNameAndWrongPassword_AreToldAlike()
    {
        await using var running = await RunningServer.StartAsync();
        await running.Browser().PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));

        var wrong = await running.Anonymous().PostAsync("/v1/sign-in", Wire.Json("""{"name":"owner@example.cn","password":"x"}"""));
        var unknown = await running.Anonymous().PostAsync("/v1/sign-in", Wire.Json("""{"name":"nobody","password":"x"}"""));

        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Guesses_FromOneAddress_AreLimited()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostGuessesPerMinute = 3 });
        var client = running.Anonymous();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await client.PostAsync("/v1/sign-in", Wire.Json("""{"name":"nobody","password":"x"}"""));
        }

        var response = await client.PostAsync("/v1/sign-in", Wire.Json("""{"name":"nobody","password":"x"}"""));

        Assert.Equal("too-many-requests", (await response.ProblemAsync(HttpStatusCode.TooManyRequests)).Code);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Key_OverItsRate_IsRefusedWhileOthersGoOn()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostRequestsPerSecond = 1 });
        var (first, second) = (running.Client(null), running.Client(null));

        var statuses = new List<HttpStatusCode>();
        for (var request = 0; request < 20; request++)
        {
            statuses.Add((await first.GetAsync("/v1/me")).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Invitation_Accepted_GivesTheRoleAndIsUsedUp()
    {
        await using var running = await RunningServer.StartAsync();
        var owner = running.Browser();
        await owner.PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));
        var invitation = await owner.PostAsync("/v1/people", Wire.Json("""{"name":"韩梅梅","roles":["partner"],"party":"sports-firm"}"""));
        var code = (await invitation.DocumentAsync(HttpStatusCode.Created)).GetProperty("code").GetString()!;
        var accept = new AcceptInvitationRequest(code, Password);
        var browser = running.Browser();

        var me = await (
            await browser.PostAsJsonAsync("/v1/invitations/accept", accept, AccessJson.Default.AcceptInvitationRequest)
        ).DocumentAsync();

        Assert.Equal("sports-firm", me.GetProperty("party").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/v1/people")).StatusCode);
        var domains = await (await browser.GetAsync("/v1/domains")).DocumentAsync();
        Assert.Equal(["knowledge", "sports"], domains.EnumerateArray().Select(domain => domain.GetProperty("domain").GetString()));
        var again = await running.Anonymous().PostAsJsonAsync("/v1/invitations/accept", accept, AccessJson.Default.AcceptInvitationRequest);
        await again.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Person_RemovedOrGivenAnotherRole_LosesTheOldRightsAtOnce()
    {
        await using var running = await RunningServer.StartAsync();
        var owner = running.Browser();
        await owner.PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));
        var people = running.People;
        var (person, _) = people.Invite("second", null, Role.Owner);
        people.ChangePassword(person.PersonId, running.SignIn.Hash(Password));
        var browser = running.Browser();
        await browser.PostAsync("/v1/sign-in", Wire.Json($"{{\"name\":\"second\",\"password\":\"{Password}\"}}"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/v1/people")).StatusCode);

        await (await owner.PutAsync($"/v1/people/{person.PersonId}/roles", Wire.Json("""{"roles":["growth"]}"""))).DocumentAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/v1/people")).StatusCode);
        await browser.PostAsync("/v1/sign-in", Wire.Json($"{{\"name\":\"second\",\"password\":\"{Password}\"}}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/v1/people")).StatusCode);
        await owner.DeleteAsync($"/v1/people/{person.PersonId}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/v1/me")).StatusCode);
        Assert.DoesNotContain(running.Workspace.People.All(), each => each.Name == "second");
    }

    [Fact]
    public async Task LastOwner_StaysOwner()
    {
        await using var running = await RunningServer.StartAsync();
        var owner = running.Browser();
        var me = await (await owner.PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)))).DocumentAsync();
        var id = me.GetProperty("id").GetString();

        Assert.Equal("last-owner", (await (await owner.DeleteAsync($"/v1/people/{id}")).ProblemAsync(HttpStatusCode.Conflict)).Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/v1/people")).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    public async Task Cookie_OnAChangeFromAnotherSite_IsNotAccepted(string header, string value)
    {
        await using var running = await RunningServer.StartAsync();
        var owner = running.Browser();
        await owner.PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/people")
        {
            Content = Wire.Json("""{"name":"x","roles":["owner"]}"""),
        };
        request.Headers.Add(header, value);

        await (await owner.SendAsync(request)).ProblemAsync(HttpStatusCode.Unauthorized);

        Assert.Single(running.People.All());
    }

    [Fact]
    public async Task Cookie_IsClosedToScriptsAndOtherSitesAndSurvivesARestart()
    {
        await using var running = await RunningServer.StartAsync();
        var response = await running.Anonymous().PostAsync("/v1/setup", Wire.Json(Setup(running.Server.SetupCode!)));
        var cookie = response.Headers.GetValues("Set-Cookie").Single();

        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(Directory.GetFiles(running.Workspace.Layout.Secrets));
    }

    private static string Setup(string code) => $$"""{"code":"{{code}}","name":"owner@example.cn","password":"{{Password}}"}""";

    private static async Task<HttpStatusCode> SignInAsync(RunningServer running, string password)
    {
        var body = Wire.Json($"{{\"name\":\"Owner@example.cn\",\"password\":\"{password}\"}}");
        return (await running.Anonymous().PostAsync("/v1/sign-in", body)).StatusCode;
    }
}
