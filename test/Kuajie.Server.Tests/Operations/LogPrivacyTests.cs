using System.Collections.Concurrent;
using System.Text;
using Kuajie.Platform.Access;
using Microsoft.Extensions.Logging;

namespace Kuajie.Server.Tests.Operations;

/// <summary>Whatever the log's level and however requests end: no secret and nothing that names a person is in it.</summary>
public sealed class LogPrivacyTests
{
    private const string User = "user-7f3c-mark";
    private const string Name = "person-mark@example.cn";
    private const string Password = "password-mark-七个词";

    [Fact]
    public async Task Log_OfRequestsThatSucceedAndFail_HoldsNeitherSecretsNorPersons()
    {
        using var written = new WrittenLog();
        await using var running = await RunningServer.StartAsync(log: logging =>
            logging.AddProvider(written).SetMinimumLevel(LogLevel.Trace)
        );
        var (key, secret) = running.Keys.Issue("app", null, Scope.All);
        var code = running.Server.SetupCode!;
        var browser = running.Browser();
        var client = running.WithKey(secret);
        await browser.PostAsync("/v1/setup", Wire.Json($$"""{"code":"{{code}}","name":"{{Name}}","password":"{{Password}}"}"""));
        await browser.PostAsync("/v1/sign-in", Wire.Json($$"""{"name":"{{Name}}","password":"{{Password}}x"}"""));
        await browser.PostAsync("/v1/sign-in", Wire.Json($$"""{"name":"{{Name}}","password":"{{Password}}","extra":1}"""));
        foreach (var path in (string[])[$"/v1/domains/knowledge/users/{User}", $"/v1/domains/{User}/items", $"/v1/{User}?name={Name}"])
        {
            await client.GetAsync(path);
            await client.DeleteAsync(path);
        }
        foreach (var item in (string[])["c1", "", "\\u0000"])
        {
            var body = $$"""{"eventId":"e-{{item.Length}}","user":"{{User}}","item":"{{item}}","kind":"view"}""";
            await client.PostAsync("/v1/domains/knowledge/events", Wire.Json(body));
            await client.PostAsync("/v1/domains/knowledge/events", Wire.Json(body[..^3]));
        }
        await client.PostAsync("/v1/domains/knowledge/recommendations", Wire.Json($$"""{"user":"{{User}}"}"""));
        await running.Server.StopAsync();

        var log = written.Text;
        Assert.NotEmpty(log);
        foreach (var mark in (string[])[secret, secret[^40..], code, User, Name, Password])
        {
            Assert.DoesNotContain(mark, log, StringComparison.OrdinalIgnoreCase);
        }
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), log, StringComparison.Ordinal);
        Assert.NotEmpty(key.KeyId);
    }

    /// <summary>Everything that is logged, with scopes' and states' texts.</summary>
    private sealed class WrittenLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel level,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }
}
