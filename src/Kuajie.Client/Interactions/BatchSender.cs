using System.Globalization;
using System.Net;
using Kuajie.Client.Calls;

namespace Kuajie.Client.Interactions;

/// <summary>Sends a batch until it is stored, the service refuses it for good, or it is given up. Of a batch in which single events are wrong the others are stored.</summary>
internal sealed class BatchSender(EventsClient events, string domain, Action<IReadOnlyList<EventRequest>, Exception>? dropped)
{
    public async Task SendAsync(IReadOnlyList<EventRequest> batch, CancellationToken givenUp)
    {
        var left = batch.ToList();
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            try
            {
                await events.SendAsync(domain, left, givenUp).ConfigureAwait(false);
                return;
            }
            catch (KuajieProblemException refused) when (!KuajieCalls.IsPassing(refused.Status))
            {
                TakeOut(left, refused);
            }
            catch (Exception fault) when (givenUp.IsCancellationRequested)
            {
                Drop([.. left], fault);
                return;
            }
            catch (Exception fault) when (fault is KuajieProblemException || KuajieCalls.IsLoss(fault, givenUp))
            {
                await WaitAsync(attempt, givenUp).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                Drop([.. left], fault);
                return;
            }
        }
    }

    /// <summary>Takes out the events that a refusal names; all of them where it names none.</summary>
    private void TakeOut(List<EventRequest> left, KuajieProblemException refused)
    {
        var wrong = refused.Status == HttpStatusCode.BadRequest ? Places(refused, left.Count) : [];
        var taken = wrong.Count == 0 ? [.. left] : left.Where((_, at) => wrong.Contains(at)).ToArray();
        left.RemoveAll(each => taken.Contains(each));
        Drop(taken, refused);
    }

    private static HashSet<int> Places(KuajieProblemException refused, int count) =>
        [.. refused.Faults.Select(fault => fault.Where).Append(refused.Where).Select(PlaceOf).Where(place => place >= 0 && place < count)];

    /// <summary>3 for <c>events[3].kind</c>, -1 for anything else.</summary>
    private static int PlaceOf(string? where)
    {
        const string Start = "events[";
        return
            where is not null
            && where.StartsWith(Start, StringComparison.Ordinal)
            && where.IndexOf(']', StringComparison.Ordinal) is > 0 and var end
            && int.TryParse(where.AsSpan(Start.Length, end - Start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : -1;
    }

    private async Task WaitAsync(int attempt, CancellationToken givenUp)
    {
        try
        {
            await Task.Delay(events.Delays.Jitter(attempt), events.Options.Clock, givenUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next attempt says so.
        }
    }

    private void Drop(IReadOnlyList<EventRequest> lost, Exception fault)
    {
        try
        {
            dropped?.Invoke(lost, fault);
        }
        catch (Exception)
        {
            // Whoever listens was asked to throw nothing; the events that follow must not pay for it.
        }
    }
}
