using System.Net;
using System.Text.Json;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Api;

/// <summary>
/// Every endpoint × kind of caller × domain, from the OpenAPI document. Who is let through is worked out here from the rule in plain words, apart from the
/// gate's own code; a new endpoint is walked without anybody adding it.
/// </summary>
public sealed class AuthorizationWalkTests
{
    private static readonly string[] Refusals = ["not-signed-in", "not-allowed", "not-own-domain", "not-shared", "unknown-domain"];
    private static readonly string[] Places = [RunningServer.Knowledge, RunningServer.Sports, RunningServer.Auto, "nowhere"];

    /// <summary>Which firm's domains a firm sees through the one partnership of the test's world.</summary>
    private static readonly Dictionary<string, string> PartnerOf = new()
    {
        [RunningServer.Knowledge] = RunningServer.Sports,
        [RunningServer.Sports] = RunningServer.Knowledge,
    };

    [Fact]
    public async Task Operations_Each_LetThroughExactlyWhomTheirRuleNames()
    {
        var settings = new ServerSettings { MostRequestsPerSecond = 0, MostGuessesPerMinute = 1_000_000 };
        await using var running = await RunningServer.StartAsync(settings);
        var (operations, _) = await ApiOperation.AllAsync(running.Anonymous());
        var callers = await CallersAsync(running);
        var wrong = new List<string>();
        foreach (var operation in operations.Where(operation => !SignsOut(operation)))
        {
            foreach (var caller in callers)
            {
                foreach (var place in operation.Need is null ? [""] : Places)
                {
                    var isLet = await IsLetThroughAsync(caller.Client, operation, place);
                    if (isLet != ShouldPass(operation, caller, place))
                    {
                        wrong.Add($"{operation.Name} by {caller.Name} at '{place}': {(isLet ? "let through" : "refused")}");
                    }
                }
            }
        }

        Assert.True(operations.Count > 10);
        Assert.Empty(wrong);
    }

    /// <summary>Signing out would take the cookie away that the rest of the walk needs; it is open to every person and harms nobody.</summary>
    private static bool SignsOut(ApiOperation operation) => operation.Path == "/v1/sign-out";

    private static bool ShouldPass(ApiOperation operation, WalkingCaller caller, string place)
    {
        if (operation.Is("open") || operation.Is("openToLoopback"))
        {
            return true;
        }
        var hasRight = operation.Names("scopes").Overlaps(caller.Scopes) || operation.Names("roles").Overlaps(caller.Roles);
        if (caller.IsAnonymous || !hasRight || (operation.Is("operatorOnly") && caller.HomeDomain is not null))
        {
            return false;
        }
        return operation.Need switch
        {
            null => true,
            _ when place == "nowhere" => false,
            _ when caller.HomeDomain is null || caller.HomeDomain == place => true,
            "own" => false,
            _ => PartnerOf.GetValueOrDefault(caller.HomeDomain) == place,
        };
    }

    private static async Task<bool> IsLetThroughAsync(HttpClient client, ApiOperation operation, string place)
    {
        using var request = new HttpRequestMessage(operation.Method, operation.Fill(name => name == "domain" ? place : "no-such-thing"));
        if (operation.Element.TryGetProperty("requestBody", out _))
        {
            request.Content = Wire.Json("{}");
        }
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
        {
            return true;
        }
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return !Refusals.Contains(problem.GetProperty("code").GetString());
    }

    private static async Task<IReadOnlyList<WalkingCaller>> CallersAsync(RunningServer running)
    {
        var callers = new List<WalkingCaller> { new("nobody", running.Anonymous(), null, [], [], IsAnonymous: true) };
        foreach (var home in (string?[])[null, RunningServer.Knowledge, RunningServer.Sports, RunningServer.Auto])
        {
            var party = home is null ? null : RunningServer.PartyOf(home);
            foreach (
                var scope in Enum.GetValues<Scope>().Where(scope => int.IsPow2((int)scope) && (scope != Scope.Collect || home is not null))
            )
            {
                callers.Add(new($"key {scope} of {party ?? "operator"}", running.Client(party, scope), home, [Wired(scope)], []));
            }
            foreach (
                var role in Enum.GetValues<Role>().Where(role => int.IsPow2((int)role) && (role == Role.Partner) == (home is not null))
            )
            {
                callers.Add(new($"{role} of {party ?? "operator"}", await running.PersonAsync(party, role), home, [], [Wired(role)]));
            }
        }
        return callers;
    }

    private static string Wired<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());

    private sealed record WalkingCaller(
        string Name,
        HttpClient Client,
        string? HomeDomain,
        string[] Scopes,
        string[] Roles,
        bool IsAnonymous = false
    );
}
