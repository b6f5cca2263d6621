using Kuajie.Client.Calls;

namespace Kuajie.Client.Interactions;

/// <summary>What users and visitors did just now. Sending is repeated where it failed: an event is known by its id and stored once.</summary>
public sealed class EventsClient
{
    private readonly KuajieCalls calls;

    internal EventsClient(KuajieCalls calls) => this.calls = calls;

    internal KuajieClientOptions Options => calls.Options;

    internal RetryDelays Delays => calls.Delays;

    /// <summary>Sends one event. It is safely stored when this returns.</summary>
    /// <exception cref="KuajieProblemException">It was refused.</exception>
    public Task<EventsResponse> SendAsync(string domain, EventRequest happened, CancellationToken cancellation = default) =>
        SendAsync(domain, [happened], cancellation);

    /// <summary>Sends events, all or none. They are safely stored when this returns.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="events">1 to 1,000 of them.</param>
    /// <param name="cancellation">Ends the waiting; the events may be stored all the same.</param>
    /// <exception cref="KuajieProblemException">They were refused; its faults name the events that are wrong.</exception>
    public Task<EventsResponse> SendAsync(string domain, IReadOnlyList<EventRequest> events, CancellationToken cancellation = default) =>
        calls.PostAsync(
            Paths.Of("domains", domain, "events"),
            new EventsRequest(events),
            EventsJson.Default.EventsRequest,
            EventsJson.Default.EventsResponse,
            cancellation,
            isRepeatable: true
        );

    /// <summary>What came in lately, taken and refused, newest first: to see what an application that is being connected sends.</summary>
    public Task<RecentEventsResponse> RecentAsync(string domain, CancellationToken cancellation = default) =>
        calls.GetAsync(Paths.Of("domains", domain, "events", "recent"), EventsJson.Default.RecentEventsResponse, cancellation);

    /// <summary>Collects events of a domain and sends them in batches in the background.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="options">When to send, and how many may wait.</param>
    public EventBatcher Batch(string domain, EventBatcherOptions? options = null) =>
        new(this, domain, options ?? new EventBatcherOptions());
}
