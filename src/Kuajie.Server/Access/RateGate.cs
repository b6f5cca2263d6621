using System.Globalization;
using System.Threading.RateLimiting;
using Kuajie.Platform.Access;
using Kuajie.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server.Access;

/// <summary>Marks an endpoint whose body could be guessed at: passwords and codes.</summary>
internal sealed record GuessableMark;

/// <summary>
/// Keeps one caller from taking the service away from the others, and anybody from guessing: so many requests a second for each key or person (for each address, where the key stands in a public page), so many
/// guesses a minute for each address.
/// </summary>
internal sealed class RateGate : IDisposable
{
    private readonly RequestDelegate next;
    private readonly PartitionedRateLimiter<string>? callers;
    private readonly PartitionedRateLimiter<string> guesses;

    public RateGate(RequestDelegate next, ServerSettings settings)
    {
        this.next = next;
        callers =
            settings.MostRequestsPerSecond == 0
                ? null
                : Buckets(settings.MostRequestsPerSecond, 2 * settings.MostRequestsPerSecond, TimeSpan.FromSeconds(1));
        guesses = Buckets(settings.MostGuessesPerMinute, settings.MostGuessesPerMinute, TimeSpan.FromMinutes(1));
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GuessableMark>() is not null)
        {
            return Limited(context, guesses, context.Connection.RemoteIpAddress?.ToString() ?? "");
        }
        return callers is not null && context.Features.Get<Caller>() is { } caller
            ? Limited(context, callers, Who(context, caller))
            : next(context);
    }

    /// <summary>The key in a public page is everybody's: there the visitors are the callers, so that one of them cannot use up what belongs to all.</summary>
    private static string Who(HttpContext context, Caller caller) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is null ? caller.Id : $"{caller.Id} {context.Connection.RemoteIpAddress}";

    public void Dispose()
    {
        callers?.Dispose();
        guesses.Dispose();
    }

    private Task Limited(HttpContext context, PartitionedRateLimiter<string> limiter, string who) =>
        SecondsToWait(limiter, who) is { } wait ? RefuseAsync(context, wait) : next(context);

    private static double? SecondsToWait(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Ceiling(after.TotalSeconds)
            : 1;
    }

    private static Task RefuseAsync(HttpContext context, double wait)
    {
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ProblemWriter.WriteAsync(
            context,
            StatusCodes.Status429TooManyRequests,
            ServerTexts.Fault("too-many-requests", "TooManyRequests", wait)
        );
    }

    private static PartitionedRateLimiter<string> Buckets(int tokens, int most, TimeSpan period) =>
        PartitionedRateLimiter.Create<string, string>(who =>
            RateLimitPartition.GetTokenBucketLimiter(
                who,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = most,
                    TokensPerPeriod = tokens,
                    ReplenishmentPeriod = period,
                    QueueLimit = 0,
                    AutoReplenishment = true,
                }
            )
        );
}

/// <summary>Marks endpoints.</summary>
internal static class GuessableMarks
{
    /// <summary>Limits the attempts that one address may make.</summary>
    public static T Guessable<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new GuessableMark());
}
