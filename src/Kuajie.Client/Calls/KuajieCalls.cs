using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kuajie.Client.Problems;

namespace Kuajie.Client.Calls;

/// <summary>Sends requests, again where that is harmless, and reads answers and problems. The JSON is by contracts known at build time.</summary>
internal sealed class KuajieCalls(HttpClient http, KuajieClientOptions options)
{
    private const string JsonType = "application/json";
    private const string ProblemType = "application/problem+json";

    public KuajieClientOptions Options { get; } = options;

    public RetryDelays Delays { get; } = new(options);

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Get, path, null, answer, isRepeatable: true, cancellation);

    public Task<T> PutAsync<TBody, T>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> answer,
        CancellationToken cancellation
    ) => AskAsync(HttpMethod.Put, path, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), answer, isRepeatable: true, cancellation);

    /// <summary>Asks for something to be done. It is done at most once, unless it says that doing it twice is doing it once.</summary>
    public Task<T> PostAsync<TBody, T>(
        string path,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<T> answer,
        CancellationToken cancellation,
        bool isRepeatable = false
    ) => AskAsync(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), answer, isRepeatable, cancellation);

    public Task<T> PostAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Post, path, null, answer, isRepeatable: false, cancellation);

    public Task<T> PutAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Put, path, null, answer, isRepeatable: true, cancellation);

    public Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        AskAsync(HttpMethod.Delete, path, null, answer, isRepeatable: true, cancellation);

    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Delete, path, null, true, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends what can be read only once, and therefore once.</summary>
    public async Task<T> UploadAsync<T>(string path, HttpContent content, JsonTypeInfo<T> answer, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, path, null);
        request.Content = content;
        // A refusal comes before the files have gone.
        request.Headers.ExpectContinue = true;
        using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await ProblemAsync(response, cancellation).ConfigureAwait(false);
        }
        var said = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(said, Answers.Of(answer), cancellation).ConfigureAwait(false)
            ?? throw new JsonException("The service answered null.");
    }

    /// <summary>An answer that is no JSON, read as it comes.</summary>
    public async Task<Stream> DownloadAsync(string path, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, null);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        }
        using (response)
        {
            throw await ProblemAsync(response, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One attempt whose answer is read as it comes, or the problem.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string? lastEventId, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, null);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw await ProblemAsync(response, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the same request may be answered otherwise a little later.</summary>
    public static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || ((int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported));

    /// <summary>Whether a failure is one of the way to the service: nobody knows whether the request arrived.</summary>
    public static bool IsLoss(Exception fault, CancellationToken cancellation) =>
        fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested);

    private async Task<T> AskAsync<T>(
        HttpMethod method,
        string path,
        byte[]? body,
        JsonTypeInfo<T> answer,
        bool isRepeatable,
        CancellationToken cancellation
    )
    {
        using var response = await SendAsync(method, path, body, isRepeatable, cancellation).ConfigureAwait(false);
        var content = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        return await JsonSerializer.DeserializeAsync(content, Answers.Of(answer), cancellation).ConfigureAwait(false)
            ?? throw new JsonException("The service answered null.");
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        byte[]? body,
        bool isRepeatable,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var wait = await TryAsync().ConfigureAwait(false);
            if (wait.Response is { } response)
            {
                return response;
            }
            await Task.Delay(wait.Delay, Options.Clock, cancellation).ConfigureAwait(false);

            async Task<(HttpResponseMessage? Response, TimeSpan Delay)> TryAsync()
            {
                try
                {
                    return await AttemptAsync(method, path, body, isRepeatable ? attempt : int.MaxValue, cancellation)
                        .ConfigureAwait(false);
                }
                catch (Exception fault) when (isRepeatable && IsLoss(fault, cancellation))
                {
                    if (Delays.After(attempt, null) is { } delay)
                    {
                        return (null, delay);
                    }
                    throw;
                }
            }
        }
    }

    /// <summary>The answer, or how long to wait for another attempt.</summary>
    private async Task<(HttpResponseMessage? Response, TimeSpan Delay)> AttemptAsync(
        HttpMethod method,
        string path,
        byte[]? body,
        int attempt,
        CancellationToken cancellation
    )
    {
        using var request = Request(method, path, body);
        var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return (response, default);
        }
        using (response)
        {
            return IsPassing(response.StatusCode) && Delays.After(attempt, RetryAfter(response)) is { } delay
                ? (null, delay)
                : throw await ProblemAsync(response, cancellation).ConfigureAwait(false);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (Options.Key is { } key)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
        if (Options.Language is { } language)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(JsonType) } };
        }
        return request;
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - Options.Clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
            _ => null,
        };

    private static async Task<KuajieProblemException> ProblemAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType is ProblemType)
        {
            var text = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
            try
            {
                if (JsonSerializer.Deserialize(text, ProblemsJson.Default.ProblemResponse) is { } problem)
                {
                    return new KuajieProblemException(problem);
                }
            }
            catch (JsonException)
            {
                // Somebody between here and the service answered in its name.
            }
        }
        var status = (int)response.StatusCode;
        return new KuajieProblemException(
            new ProblemResponse(
                "about:blank",
                $"HTTP {status}",
                status,
                $"http-{status}",
                $"The answer was HTTP {status} {response.ReasonPhrase}.".Replace(" .", ".", StringComparison.Ordinal),
                "An answer of a Kuajie service.",
                "Check the address, and what stands between here and the service."
            )
        );
    }
}
