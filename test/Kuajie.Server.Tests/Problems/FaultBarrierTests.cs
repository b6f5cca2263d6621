using System.Net;
using System.Text;

namespace Kuajie.Server.Tests.Problems;

public sealed class FaultBarrierTests
{
    [Theory]
    [InlineData("{\"name\":", "unreadable-json")]
    [InlineData("[]", "unreadable-json")]
    [InlineData("{\"name\":5}", "unreadable-json")]
    [InlineData("{\"name\":null}", "unreadable-json")]
    [InlineData("{\"nome\":\"x\"}", "unreadable-json")]
    [InlineData("{}", "unreadable-json")]
    [InlineData("", "missing-body")]
    public async Task Body_ThatCannotBeRead_SaysWhere(string body, string code)
    {
        await using var running = await RunningServer.StartAsync();

        var problem = await (await running.Client(null).PutAsync("/v1/parties/x", Wire.Json(body))).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal(code, problem.Code);
        Assert.NotEmpty(problem.Cure);
    }

    [Fact]
    public async Task Body_UnreadableInTheMiddle_NamesPathLineAndColumn()
    {
        await using var running = await RunningServer.StartAsync();
        const string Body = "{\n  \"name\": \"app\",\n  \"scopes\": [\"ingest\", 7]\n}";

        var problem = await (await running.Client(null).PostAsync("/v1/keys", Wire.Json(Body))).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.StartsWith("$.scopes", problem.Where, StringComparison.Ordinal);
        Assert.Contains("line 3", problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OverTheLimit_IsRefusedWithoutReadingIt()
    {
        await using var running = await RunningServer.StartAsync(new ServerSettings { MostBodyBytes = 1000 });
        var body = Wire.Json($"{{\"name\":\"{new string('x', 2000)}\"}}");

        var problem = await (await running.Client(null).PutAsync("/v1/parties/x", body)).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal(("body-too-large", "At most 1,000 bytes."), (problem.Code, problem.Expected));
    }

    [Theory]
    [InlineData("GET", "/v1/domains/sports/trending?count=ten", "bad-request", "count")]
    [InlineData("GET", "/v1/domains/sports/trending?count=5&includeUnavailable=perhaps", "bad-request", "includeUnavailable")]
    [InlineData("GET", "/v1/domains/sports/items?maxPrice=cheap", "bad-request", "maxPrice")]
    [InlineData("GET", "/v1/domains/sports/models/compare", "bad-request", "first")]
    [InlineData("POST", "/v1/domains/sports/models/roll-back", "missing-body", null)]
    public async Task Parameter_UnreadableOrMissing_IsNamed(string method, string path, string code, string? where)
    {
        await using var running = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var client = running.Client(RunningServer.PartyOf(RunningServer.Sports));
        var problem = await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest);

        Assert.Equal((code, where), (problem.Code, problem.Where));
    }

    [Fact]
    public async Task Texts_ShowQuotationMarksAsTheyAreAndNoMarkup()
    {
        await using var running = await RunningServer.StartAsync();

        var text = await (await running.Client(null).GetAsync("/v1/it's<b>&amp;")).Content.ReadAsStringAsync();

        Assert.Contains(@"/v1/it's\u003Cb\u003E\u0026amp;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_OfAnotherMediaType_IsRefused()
    {
        await using var running = await RunningServer.StartAsync();
        using var body = new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded");

        var problem = await (await running.Client(null).PutAsync("/v1/parties/x", body)).ProblemAsync(HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("media-type", problem.Code);
    }

    [Fact]
    public async Task UnknownAddress_OpenedInABrowser_LeadsToThePageThatSaysSo()
    {
        await using var running = await RunningServer.StartAsync();
        var browser = running.Anonymous();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");

        using var answer = await browser.GetAsync("/nowhere");
        using var program = await browser.GetAsync("/v1/nowhere");

        Assert.Equal((HttpStatusCode.Found, "/not-found"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal("unknown-address", (await program.ProblemAsync(HttpStatusCode.NotFound)).Code);
    }

    [Fact]
    public async Task Address_Unknown_IsAProblemToo()
    {
        await using var running = await RunningServer.StartAsync();

        Assert.Equal("unknown-address", (await (await running.Anonymous().GetAsync("/v2/x")).ProblemAsync(HttpStatusCode.NotFound)).Code);
        var problem = await (await running.Client(null).DeleteAsync("/v1/domains")).ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", problem.Expected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "请求没有带可接受的密钥。")]
    [InlineData("en-GB,en;q=0.9,zh;q=0.8", "The request carries no key that is accepted.")]
    [InlineData("fr", "The request carries no key that is accepted.")]
    public async Task Problem_Texts_AreInTheRequestsLanguage(string accepted, string found)
    {
        await using var running = await RunningServer.StartAsync();
        var client = running.Anonymous();
        client.DefaultRequestHeaders.Add("Accept-Language", accepted);

        Assert.Equal(found, (await (await client.GetAsync("/v1/domains")).ProblemAsync(HttpStatusCode.Unauthorized)).Found);
    }
}
