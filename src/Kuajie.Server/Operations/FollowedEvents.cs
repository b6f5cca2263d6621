using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Kuajie.Platform.Progress;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kuajie.Server.Operations;

/// <summary>Progress as server-sent events: what has been said so far, then each message as it comes, until the last. A reader that comes back with <c>Last-Event-ID</c> goes on where it was.</summary>
internal static class FollowedEvents
{
    /// <summary>Answers with the messages of a log.</summary>
    public static ServerSentEventsResult<TResponse> Of<TStep, TResponse>(
        FollowedLog<TStep> log,
        HttpContext context,
        Func<TStep, TResponse> toResponse,
        CancellationToken cancellation
    )
        where TStep : class, ILogStep
    {
        var text = context.Request.Headers["Last-Event-ID"].ToString();
        var last = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return TypedResults.ServerSentEvents(Events(log, last, toResponse, cancellation));
    }

    private static async IAsyncEnumerable<SseItem<TResponse>> Events<TStep, TResponse>(
        FollowedLog<TStep> log,
        int last,
        Func<TStep, TResponse> toResponse,
        [EnumeratorCancellation] CancellationToken cancellation
    )
        where TStep : class, ILogStep
    {
        await foreach (var step in log.FollowAsync(last, cancellation))
        {
            yield return new SseItem<TResponse>(toResponse(step), "step") { EventId = step.Number.ToString(CultureInfo.InvariantCulture) };
        }
    }
}
