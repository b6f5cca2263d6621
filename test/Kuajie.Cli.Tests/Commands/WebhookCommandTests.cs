using System.Text.Json;
using Kuajie.Cli.Output;
using Kuajie.Storage.Workspaces;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Cli.Tests.Commands;

public sealed class WebhookCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-webhook-").FullName;

    public WebhookCommandTests()
    {
        using var workspace = Workspace.Create(WorkspaceFolder, "test", TimeProvider.System);
        workspace.Partners.EnsureDomain("knowledge", "knowledge-firm");
    }

    private string WorkspaceFolder => Path.Combine(folder, "w.kuajie");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Webhook_FromItsBeginningToItsEnd_ShowsItsSecretOnlyWhereItIsNew()
    {
        var added = await Run("add", "--party", "knowledge-firm", "--address", "https://hooks.example.com/k", "--kinds", "delivery.alert");
        var endpoint = added.GetProperty("webhook").GetProperty("endpoint").GetString()!;
        var secret = added.GetProperty("secret").GetString()!;
        var rotation = await Run("rotate", endpoint, "--overlap", "2");
        var rotated = rotation.GetProperty("secret").GetString()!;
        var test = await Run("test", endpoint);
        var list = await Run("list");
        var deliveries = (await Run("deliveries")).GetProperty("deliveries");

        Assert.All([secret, rotated], each => Assert.StartsWith("whsec_", each, StringComparison.Ordinal));
        Assert.NotEqual(secret, rotated);
        Assert.Equal(JsonValueKind.Null, added.GetProperty("webhook").GetProperty("formerUntil").ValueKind);
        Assert.Equal(JsonValueKind.String, rotation.GetProperty("webhook").GetProperty("formerUntil").ValueKind);
        Assert.Equal("out-of-range", Code(await Run("rotate", endpoint, "--overlap", "200")));
        Assert.DoesNotContain("whsec_", list.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("https://hooks.example.com/k", list.GetProperty("webhooks")[0].GetProperty("address").GetString());
        Assert.Equal(
            (1, "webhook.test", "Waiting"),
            (deliveries.GetArrayLength(), deliveries[0].GetProperty("kind").GetString(), deliveries[0].GetProperty("state").GetString())
        );
        Assert.Equal("delivery-not-dead", Code(await Run("replay", test.GetProperty("delivery").GetString()!)));
        await Run("remove", endpoint);
        Assert.Equal(0, (await Run("list")).GetProperty("webhooks").GetArrayLength());
        Assert.Equal("unknown-endpoint", Code(await Run("remove", endpoint)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000/", false, "invalid-endpoint")]
    [InlineData("http://127.0.0.1:9000/", true, null)]
    [InlineData("https://169.254.169.254/", true, "invalid-endpoint")]
    public async Task Add_Addresses_AreJudged(string address, bool loopback, string? code)
    {
        string[] arguments = ["add", "--party", "knowledge-firm", "--address", address, .. loopback ? new[] { "--loopback" } : []];

        var answer = await Run(arguments);

        Assert.Equal(code, answer.TryGetProperty("error", out _) ? Code(answer) : null);
    }

    private async Task<JsonElement> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 3, 1, 8, 0, 0, TimeSpan.Zero));
        var session = new CliSession(output, error, false, clock, TestContext.Current.CancellationToken);
        await KuajieCommand.RunAsync(["--language", "en", "webhook", .. arguments, "--workspace", WorkspaceFolder, "--json"], session);
        return JsonDocument.Parse(output.ToString()).RootElement;
    }

    private static string? Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString();
}
