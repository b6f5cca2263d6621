using System.Collections.Concurrent;
using Kuajie.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kuajie.EndToEnd.Tests.Web;

/// <summary>
/// Stands between the pages of a server and its API: what campaigns caused is answered when a test says so and as it says, everything else is passed on. Counts how many of those requests wait at a time, and
/// which were given up.
/// </summary>
internal sealed class HeldOutcomes : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(int Status, string Json)>> answers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly SemaphoreSlim departures = new(0);
    private readonly HttpClient behind = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication app;
    private int waiting;

    private HeldOutcomes(WebApplication app) => this.app = app;

    /// <summary>The most requests that ever waited at the same time.</summary>
    public int Most { get; private set; }

    /// <summary>Campaigns that were asked for, in turn.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Lets the pages of a server find its API here.</summary>
    public static async Task<HeldOutcomes> BeforeAsync(KuajieServer server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var held = new HeldOutcomes(builder.Build());
        held.behind.BaseAddress = server.Address;
        held.app.Run(held.HandleAsync);
        await held.app.StartAsync();
        var here = held.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Services.GetRequiredService<IServer>().Features.Set(here);
        return held;
    }

    /// <summary>Answers for a campaign, now and from now on.</summary>
    public void Answer(string campaign, string json, int status = StatusCodes.Status200OK) => Of(campaign).SetResult((status, json));

    /// <summary>Lets a campaign be waited for again.</summary>
    public void Hold(string campaign) => answers.TryRemove(campaign, out _);

    /// <summary>Waits until so many more requests have come.</summary>
    public Task ArrivedAsync(int requests) => WaitAsync(arrivals, requests);

    /// <summary>Waits until so many requests were given up by who asked.</summary>
    public Task GivenUpAsync(int requests) => WaitAsync(departures, requests);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        behind.Dispose();
        arrivals.Dispose();
        departures.Dispose();
    }

    private static async Task WaitAsync(SemaphoreSlim what, int times)
    {
        for (var time = 0; time < times; time++)
        {
            Assert.True(await what.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken), "Nothing came.");
        }
    }

    private TaskCompletionSource<(int Status, string Json)> Of(string campaign) =>
        answers.GetOrAdd(campaign, _ => new TaskCompletionSource<(int, string)>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task HandleAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        if (parts is not [.., "campaigns", var campaign, "outcome"])
        {
            await PassAsync(context);
            return;
        }
        Most = Math.Max(Most, Interlocked.Increment(ref waiting));
        Asked.Enqueue(campaign);
        arrivals.Release();
        try
        {
            var (status, json) = await Of(campaign).Task.WaitAsync(context.RequestAborted);
            context.Response.StatusCode = status;
            context.Response.ContentType = status == StatusCodes.Status200OK ? "application/json" : "application/problem+json";
            await context.Response.WriteAsync(json);
        }
        catch (OperationCanceledException)
        {
            departures.Release();
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task PassAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            context.Request.Path + context.Request.QueryString
        );
        foreach (var name in (string[])["Cookie", "Accept-Language"])
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        }
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        using var answer = await behind.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
