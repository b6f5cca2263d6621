using System.Net;
using System.Text;
using System.Text.Json;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Tests.Api;

/// <summary>Thousands of requests from the OpenAPI document, malformed in seeded ways: refused with a cure and without a trace, never a defect.</summary>
public sealed class FuzzTests
{
    private const int RequestsPerOperation = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(20260601)]
    public async Task Requests_Malformed_AreRefusedWithACureAndStoreNothing(int seed)
    {
        var settings = new ServerSettings
        {
            MostRequestsPerSecond = 0,
            MostGuessesPerMinute = 1_000_000,
            MostBodyBytes = 200_000,
        };
        await using var running = await RunningServer.StartAsync(settings);
        var (operations, document) = await ApiOperation.AllAsync(running.Anonymous());
        var (ofServers, ofPages) = (
            running.Client(null, Scope.All),
            running.Client(RunningServer.PartyOf(RunningServer.Knowledge), Scope.Collect)
        );
        var random = new Random(seed);
        var bodies = new FuzzedBody(document, random);
        var report = new FuzzReport("operations", seed);
        var trace = new WorkspaceTrace(running);
        var wrong = new List<string>();
        foreach (var operation in operations)
        {
            var client = operation.Names("scopes").SetEquals(["collect"]) ? ofPages : ofServers;
            var before = trace.Now();
            for (var request = 0; request < FuzzReport.Requests(RequestsPerOperation); request++)
            {
                using var message = Request(operation, bodies, random);
                var sent = message.Content is null ? "" : await message.Content.ReadAsStringAsync();
                using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
                var after = trace.Now();
                report.Add(operation.Name, (int)response.StatusCode);
                if (await FaultOfAsync(response, after != before) is { } fault)
                {
                    wrong.Add($"{message.Method} {message.RequestUri} {sent[..Math.Min(300, sent.Length)]}: {fault}");
                }
                before = after;
            }
            if (trace.Read() != before)
            {
                wrong.Add($"{operation.Name}: something was stored that no file showed");
            }
        }

        report.Write();

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(10)));
    }

    private static HttpRequestMessage Request(ApiOperation operation, FuzzedBody bodies, Random random)
    {
        var path = operation.Fill(name => name == "domain" && random.Next(4) > 0 ? RunningServer.Knowledge : bodies.PathPart());
        var message = new HttpRequestMessage(operation.Method, path + Query(operation, bodies, random));
        if (operation.Element.TryGetProperty("requestBody", out var body))
        {
            message.Content = Content(body, bodies, random);
            // The server may refuse a body before it has come; asked first, it says so instead of closing the connection under the client.
            message.Headers.ExpectContinue = true;
        }
        return message;
    }

    private static string Query(ApiOperation operation, FuzzedBody bodies, Random random)
    {
        if (!operation.Element.TryGetProperty("parameters", out var parameters))
        {
            return "";
        }
        var pairs = parameters
            .EnumerateArray()
            .Where(parameter => parameter.GetProperty("in").GetString() == "query" && random.Next(2) == 0)
            .Select(parameter => $"{parameter.GetProperty("name").GetString()}={Uri.EscapeDataString(bodies.PathPart()[..1])}");
        return "?" + string.Join('&', pairs);
    }

    private static ByteArrayContent Content(JsonElement body, FuzzedBody bodies, Random random)
    {
        var types = body.GetProperty("content").EnumerateObject().ToArray();
        var schema = types[0].Value.TryGetProperty("schema", out var found) ? found : default;
        var text = schema.ValueKind == JsonValueKind.Object ? bodies.Of(schema)?.ToJsonString() ?? "null" : "{}";
        return random.Next(12) switch
        {
            0 => Wire.Json(text[..(text.Length / 2)]),
            1 => new ByteArrayContent([0xff, 0xfe, 0x00, 0xc3, 0x28]) { Headers = { ContentType = new("application/json") } },
            2 => new StringContent(text, Encoding.UTF8, "text/plain"),
            3 => Wire.Json(""),
            4 => Wire.Json(new string('[', 10_000)),
            5 => Wire.Json($"{{\"a\":\"{new string('x', 300_000)}\"}}"),
            _ => Wire.Json(text),
        };
    }

    private static async Task<string?> FaultOfAsync(HttpResponseMessage response, bool hasChanged)
    {
        var status = (int)response.StatusCode;
        if (status < 400)
        {
            return null;
        }
        var text = await response.Content.ReadAsStringAsync();
        if (status >= 500)
        {
            return $"{status} {text}";
        }
        if (hasChanged)
        {
            return $"{status}, but something was stored";
        }
        // What the listener itself refuses, an address it cannot read for example, has no body.
        return response.StatusCode == HttpStatusCode.BadRequest && text.Length == 0 && response.Headers.ConnectionClose == true ? null
            : text.Contains("\"cure\":\"", StringComparison.Ordinal) ? null
            : $"{status} without a cure: {text}";
    }
}
