using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Kuajie.Client.Tests;

/// <summary>Stands for a service: answers each request by the next line of a script, the last one for ever, and keeps what was asked.</summary>
internal sealed class ScriptedService(params Func<HttpRequestMessage, HttpResponseMessage>[] script) : HttpMessageHandler
{
    private int count;

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>Released once for every request.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public static Func<HttpRequestMessage, HttpResponseMessage> Json(string text, HttpStatusCode status = HttpStatusCode.OK) =>
        _ => new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    public static Func<HttpRequestMessage, HttpResponseMessage> Problem(
        int status,
        string code,
        string? retryAfter = null,
        string more = ""
    ) =>
        _ =>
        {
            var text =
                $$"""{"type":"/problems/{{code}}","title":"t","status":{{status}},"code":"{{code}}","found":"f","expected":"e","cure":"c"{{more}}}""";
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(text, Encoding.UTF8, "application/problem+json"),
            };
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }
            return response;
        };

    public static HttpResponseMessage Lost(HttpRequestMessage request) => throw new HttpRequestException("The connection was lost.");

    /// <summary>A client of the service.</summary>
    public KuajieClient Client(KuajieClientOptions options) =>
        new(new HttpClient(this) { BaseAddress = new Uri("http://service/below/") }, options);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Enqueue(
            new Asked(
                request.Method,
                request.RequestUri!.PathAndQuery,
                body,
                request.Headers.TryGetValues("Last-Event-ID", out var last) ? last.Single() : null,
                request.Headers.Authorization?.ToString()
            )
        );
        var line = Math.Min(Interlocked.Increment(ref count), script.Length) - 1;
        try
        {
            return script[line](request);
        }
        finally
        {
            Arrived.Release();
        }
    }

    internal sealed record Asked(HttpMethod Method, string Address, string Body, string? LastEventId, string? Authorization);
}
