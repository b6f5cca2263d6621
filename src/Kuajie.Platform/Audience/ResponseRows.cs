using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Response;
using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.Audience;

/// <summary>
/// Interactions and what was shown → rows of a response model. A sweep over time: features come from what was before an occasion, outcomes from what was after it and within the window. Occasions whose
/// window is not over yet are left out; of everything but clicks, those of an item the user has taken already too. O(events log events).
/// </summary>
internal sealed class ResponseRows
{
    private const int TellEvery = 1_000;

    private readonly ResponseRequest request;
    private readonly ResponseSweep sweep;
    private readonly ShownPlace[] places;
    private readonly Interaction[] interactions;
    private readonly DateTimeOffset end;
    private readonly ILookup<(string User, string Item), Interaction> after;

    /// <summary>Rows of what is on record.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="record">What happened, in order of time.</param>
    public ResponseRows(ResponseRequest request, ResponseRecord record)
    {
        (this.request, places) = (request, record.Places);
        sweep = new ResponseSweep(request, record);
        interactions = [.. record.Interactions.Where(interaction => interaction.Domain == request.Domain)];
        after = interactions.ToLookup(interaction => (interaction.UserId, interaction.ItemId));
        end = record.Last;
    }

    /// <summary>The rows.</summary>
    /// <param name="progress">Told of what was looked through, on the calling thread; null for nobody.</param>
    /// <param name="cancellation">Ends the work.</param>
    public ResponseData All(IProgress<AudienceProgress>? progress, CancellationToken cancellation) =>
        new(
            request.Outcome,
            ResponseSweep.Features(request.Occasion),
            [
                .. request.Occasion == ResponseOccasion.View
                    ? OfViews(Told(interactions, progress, cancellation))
                    : OfImpressions(Told(places, progress, cancellation)),
            ]
        );

    private static IEnumerable<T> Told<T>(T[] all, IProgress<AudienceProgress>? progress, CancellationToken cancellation)
    {
        for (var done = 0; done < all.Length; done++)
        {
            if (done % TellEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new AudienceProgress(AudienceStage.Rows, done, all.Length));
            }
            yield return all[done];
        }
        progress?.Report(new AudienceProgress(AudienceStage.Rows, all.Length, all.Length));
    }

    private IEnumerable<ResponseRow> OfViews(IEnumerable<Interaction> looked)
    {
        var last = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var interaction in looked.Where(interaction => interaction.Kind is InteractionKind.View or InteractionKind.Click))
        {
            var (key, at) = ((interaction.UserId, interaction.ItemId), interaction.At!.Value);
            if (last.TryGetValue(key, out var before) && at - before <= request.Window)
            {
                continue;
            }
            last[key] = at;
            if (at + request.Window <= end && !IsTaken(key, at))
            {
                var values = sweep.Of(interaction.UserId, (interaction.Domain, interaction.ItemId), at, null);
                yield return new ResponseRow(at, values, Outcome(after[key], at), interaction.UserId);
            }
        }
    }

    private IEnumerable<ResponseRow> OfImpressions(IEnumerable<ShownPlace> shown)
    {
        var isClick = request.Outcome == ResponseOutcome.Click;
        foreach (var place in shown.Where(place => place.At + request.Window <= end))
        {
            var key = (place.UserId, place.Item.ItemId);
            if (isClick || !IsTaken(key, place.At))
            {
                var outcome =
                    !isClick ? Outcome(after[key], place.At)
                    : place.ClickedAt is null ? 0
                    : 1;
                yield return new ResponseRow(place.At, sweep.Of(place.UserId, place.Item, place.At, place.As), outcome, place.UserId);
            }
        }
    }

    private bool IsTaken((string, string) key, DateTimeOffset at) =>
        after[key].Any(each => each.At < at && ResponseFeatures.IsTaking(each.Kind));

    private double Outcome(IEnumerable<Interaction> own, DateTimeOffset at)
    {
        var later = own.Where(each => each.At > at && each.At <= at + request.Window);
        return request.Outcome switch
        {
            ResponseOutcome.Conversion => later.Any(each => ResponseFeatures.IsTaking(each.Kind)) ? 1 : 0,
            ResponseOutcome.ViewTime => later.Where(each => each.Kind == InteractionKind.Watch).Sum(each => Math.Max(0, each.Value ?? 0)),
            _ => later.Sum(each => KindWeights.Default.WeightOf(each.Kind, each.Value)),
        };
    }
}
