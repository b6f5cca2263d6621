using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.EndToEnd.Tests.Interactions;

/// <summary>
/// A client that sends batch after batch and sends each again until it is acknowledged, wherever the service is by then; now and then twice at the same time, as a
/// client does that gave up waiting too early. Every second event is of a user, the others of a visit.
/// </summary>
internal sealed class EventSender(int number, Func<Task<Uri>> whereIsTheService, HttpClient client, Action acknowledged)
{
    private readonly SplittableRandom random = new(20261128 + (ulong)number);

    /// <summary>Items of acknowledged events; each event has an item of its own, by which the store is asked for it.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    public string User => $"user-{number}";

    public string Session => $"visit-{number}";

    public async Task RunAsync(CancellationToken stop)
    {
        for (var batch = 0; !stop.IsCancellationRequested; batch++)
        {
            var items = Enumerable.Range(0, 1 + random.NextInteger(60)).Select(n => $"{number}-{batch}-{n}").ToArray();
            var isTwice = random.NextDouble() < 0.25;
            await Task.WhenAll(Enumerable.Range(0, isTwice ? 2 : 1).Select(_ => SendUntilAcknowledged(Body(items))));
            foreach (var item in items)
            {
                Acknowledged.Add(item);
            }
            acknowledged();
        }
    }

    private async Task SendUntilAcknowledged(string body)
    {
        while (true)
        {
            var service = await whereIsTheService();
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri(service, "/v1/domains/knowledge/events"), content);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
                Assert.True((int)answer.StatusCode is 429 or 503, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            }
            catch (HttpRequestException)
            {
                // Killed meanwhile: the same events go to whoever comes next.
            }
        }
    }

    private string Body(string[] items) =>
        "{\"events\":["
        + string.Join(
            ',',
            items.Select(
                (item, n) =>
                    $"{{\"event\":\"event-{item}\",\"item\":\"{item}\",\"kind\":\"view\",{(n % 2 == 0 ? $"\"user\":\"{User}\"" : $"\"session\":\"{Session}\"")}}}"
            )
        )
        + "]}";
}
