using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kuajie.Client.Calls;

/// <summary>
/// Progress by server-sent events. A connection that breaks is opened again where it was; after too many breaks without a message in between the failure is the caller's.
/// </summary>
/// <param name="calls">How to ask.</param>
/// <param name="path">Where the events come from.</param>
/// <param name="contract">How one is written.</param>
/// <param name="isLast">Whether none comes after it.</param>
internal sealed class FollowedSteps<T>(KuajieCalls calls, string path, JsonTypeInfo<T> contract, Func<T, bool> isLast)
    where T : class
{
    /// <summary>The messages, to the last.</summary>
    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        string? last = null;
        for (var attempt = 1; ; attempt++)
        {
            await using var connection = new Connection(calls, path, contract, last, cancellation);
            while (await connection.NextAsync(attempt).ConfigureAwait(false) is { } item)
            {
                (last, attempt) = (item.EventId, 0);
                yield return item.Data;
                if (isLast(item.Data))
                {
                    yield break;
                }
            }
            await Task.Delay(calls.Delays.Jitter(Math.Max(attempt, 1)), calls.Options.Clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One connection: messages until it breaks.</summary>
    private sealed class Connection(KuajieCalls calls, string path, JsonTypeInfo<T> contract, string? last, CancellationToken cancellation)
        : IAsyncDisposable
    {
        private HttpResponseMessage? response;
        private IAsyncEnumerator<SseItem<T>>? items;

        /// <summary>The next message, or null where the connection broke or ended and may be opened again.</summary>
        public async ValueTask<SseItem<T>?> NextAsync(int attempt)
        {
            try
            {
                items ??= await OpenAsync().ConfigureAwait(false);
                return await items.MoveNextAsync().ConfigureAwait(false) ? items.Current : null;
            }
            catch (Exception fault) when (MayOpenAgain(fault) && attempt < calls.Options.MostAttempts)
            {
                return null;
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (items is not null)
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
            response?.Dispose();
        }

        private bool MayOpenAgain(Exception fault) =>
            fault is KuajieProblemException refused ? KuajieCalls.IsPassing(refused.Status) : KuajieCalls.IsLoss(fault, cancellation);

        private async Task<IAsyncEnumerator<SseItem<T>>> OpenAsync()
        {
            response = await calls.OpenAsync(path, last, cancellation).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            return SseParser.Create(stream, (_, data) => Read(data)).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        }

        private T Read(ReadOnlySpan<byte> data) =>
            JsonSerializer.Deserialize(data, Answers.Of(contract)) ?? throw new JsonException("The service sent null.");
    }
}
