using System.Net;
using System.Text.Json;
using Kuajie.Platform.Access;
using Kuajie.Platform.Compliance;
using Kuajie.Server.Tests.Api;
using Kuajie.Server.Web.Pages.Compliance;

namespace Kuajie.Server.Tests.Compliance;

/// <summary>Whatever changes something leaves a line of who, what and how it ended, and no line says of whom.</summary>
public sealed class ActivityTests
{
    private const string Password = "correct horse battery";

    /// <summary>Operations that leave no line: what they bring or make is itself the record, or they change nothing.</summary>
    private static readonly string[] Exempt =
    [
        "postEvents",
        "collectEvents",
        "recommend",
        "previewImport",
        "checkRule",
        "partnerFit",
        "partnerPortfolio",
        "partnerNetwork",
        "solveAdPlan",
        "adPlanFrontier",
        "responseCurves",
        "forecastInventory",
        "decide",
        "predictResponses",
        "planExperiment",
        "previewExperiment",
    ];

    private static readonly ActivityQuery Everything = new(null, [], null, null, null, null, null, ActivityLog.MostAtOnce);

    [Fact]
    public async Task Operations_ThatChangeSomething_EachLeaveALineOrAreNamedAsExempt()
    {
        var settings = new ServerSettings { MostRequestsPerSecond = 0, MostGuessesPerMinute = 1_000_000 };
        await using var running = await RunningServer.StartAsync(settings);
        var (operations, _) = await ApiOperation.AllAsync(running.Anonymous());
        var changing = operations.Where(operation => operation.Method != HttpMethod.Get).ToArray();
        var key = running.Client(null);
        // Signing out comes last: the person is needed until then.
        foreach (var operation in changing.OrderBy(operation => operation.Path == "/v1/sign-out"))
        {
            var client = operation.Names("scopes").Count > 0 || operation.Is("open") ? key : await OwnerAsync(running);
            using var request = new HttpRequestMessage(
                operation.Method,
                operation.Fill(name => name == "domain" ? RunningServer.Knowledge : "no-such-thing")
            )
            {
                Content = Wire.Json("{}"),
            };
            (await client.SendAsync(request)).Dispose();
        }

        var written = running.Workspace.Activity.Find(Everything).Select(line => line.Action).ToHashSet();
        var named = changing.Select(operation => operation.Element.GetProperty("operationId").GetString()!).ToHashSet();
        Assert.True(named.Count > 20);
        Assert.Empty(named.Except(written).Except(Exempt));
        Assert.Empty(Exempt.Intersect(written));
        Assert.Empty(Exempt.Except(named));
        Assert.All(named.Except(Exempt), action => Assert.NotNull(ActionNames.Of(action)));
    }

    [Fact]
    public async Task Activity_OfADaysWork_SaysWhoWhatAndHowItEnded()
    {
        await using var running = await RunningServer.StartAsync();
        var owner = await OwnerAsync(running);
        var ownerId = running.People.FindByName("owner")!.PersonId;
        var made = await (await owner.PostAsync("/v1/keys", Wire.Json("""{"name":"app","scopes":["recommend"]}"""))).DocumentAsync(
            HttpStatusCode.Created
        );
        var keyId = made.GetProperty("key").GetProperty("key").GetString();
        await owner.DeleteAsync($"/v1/people/{ownerId}");
        await owner.PutAsync("/v1/domains/knowledge/scenes/home", Wire.Json("""{"request":{"count":3}}"""));

        var lines = await LinesAsync(owner, "/v1/activity");

        Assert.Equal(
            ["putScene done knowledge home", $"removePerson last-owner  {ownerId}", $"issueKey done  {keyId}", "signIn done  "],
            lines.Select(line => $"{Text(line, "action")} {Text(line, "outcome")} {Text(line, "domain")} {Text(line, "object")}")
        );
        Assert.All(lines, line => Assert.Equal(ownerId, Text(line, "actor")));
        Assert.Equal(["removePerson"], (await LinesAsync(owner, "/v1/activity?refused=true")).Select(line => Text(line, "action")));
        Assert.Equal(["putScene"], (await LinesAsync(owner, "/v1/activity?domain=knowledge")).Select(line => Text(line, "action")));
    }

    [Fact]
    public async Task Activity_OfItemsSentAgainAndAgain_IsCountedInOneLine()
    {
        await using var running = await RunningServer.StartAsync();
        var key = running.Client(null);
        foreach (var item in (string[])["c1", "c2", "c3"])
        {
            await (
                await key.PutAsync("/v1/domains/knowledge/items", Wire.Json($$"""{"items":[{"item":"{{item}}","kind":"course"}]}"""))
            ).DocumentAsync();
        }

        var line = Assert.Single(running.Workspace.Activity.Find(Everything with { Actions = ["putItems"] }));
        Assert.Equal((3L, 3, Activity.Done), (line.Rows, line.Calls, line.Outcome));
    }

    [Fact]
    public async Task Activity_OfAnErasure_DoesNotSayWhose()
    {
        const string User = "user-of-nobodys-business";
        await using var running = await RunningServer.StartAsync();
        await running.Client(null).DeleteAsync($"/v1/domains/knowledge/users/{User}");

        var line = Assert.Single(running.Workspace.Activity.Find(Everything));

        Assert.Equal(("eraseUser", "knowledge", null), (line.Action, line.Domain, line.Object));
        Assert.DoesNotContain(User, JsonSerializer.Serialize(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_OfSignInsThatFail_IsOneLineWithoutAName()
    {
        await using var running = await RunningServer.StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await running.Browser().PostAsync("/v1/sign-in", Wire.Json("""{"name":"somebody@example.cn","password":"wrong"}"""));
        }

        var line = Assert.Single(running.Workspace.Activity.Find(Everything));

        Assert.Equal(("signIn", null, "sign-in-refused", 3), (line.Action, line.Actor, line.Outcome, line.Calls));
    }

    [Fact]
    public async Task Activity_OfCallersWhoMayNot_IsWrittenAsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        await running.Client(null, Scope.Recommend).PostAsync("/v1/keys", Wire.Json("{}"));
        await running.Anonymous().PostAsync("/v1/keys", Wire.Json("{}"));

        var line = Assert.Single(running.Workspace.Activity.Find(Everything));

        Assert.Equal(("issueKey", "not-allowed"), (line.Action, line.Outcome));
    }

    private static async Task<HttpClient> OwnerAsync(RunningServer running)
    {
        if (running.People.FindByName("owner") is null)
        {
            var (person, _) = running.People.Invite("owner", null, Role.Owner);
            running.People.ChangePassword(person.PersonId, running.SignIn.Hash(Password));
        }
        var browser = running.Browser();
        await (await browser.PostAsync("/v1/sign-in", Wire.Json($$"""{"name":"owner","password":"{{Password}}"}"""))).DocumentAsync();
        return browser;
    }

    private static async Task<JsonElement[]> LinesAsync(HttpClient client, string address) =>
        [.. (await (await client.GetAsync(address)).DocumentAsync()).GetProperty("lines").EnumerateArray()];

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetString() : null;
}
