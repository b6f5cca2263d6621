using System.Globalization;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Recommendations.Live;

namespace Kuajie.Platform.Simulation;

/// <summary>
/// The visits of some hours: every list is made from what was known when the hours began, side by side, and what followed is told afterwards in order. So the outcome does not
/// depend on who was served first.
/// </summary>
internal sealed class SimulationStep(SimulatedService service, VirtualClock clock, ulong seed, int threads)
{
    /// <summary>Length of a list.</summary>
    public const int ListLength = 10;

    private const ulong PickSeed = 0x7069636B;
    private const double UsualClicks = 0.04;
    private const double ClicksByMatch = 0.12;
    private VisitRecord[] records = [];
    private VisitOutcome[] outcomes = [];

    /// <summary>Lists put on record so far.</summary>
    public long Lists { get; private set; }

    /// <summary>Serves the visits, counts them into their side and the day, and gives the events that followed.</summary>
    public List<LiveEvent> Serve(SimulatedSide side, IReadOnlyList<SimulatedVisit> visits, DateTimeOffset day, int weekday, DayTally tally)
    {
        Make(visits.Count, side.Truth.OutcomeCount);
        var may = service.AccessOf(side.Domain);
        Parallel.For(
            0,
            visits.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            place => records[place] = Visit(side, visits[place], day, weekday, may, OutcomesAt(place, side))
        );
        var (own, target) = (new Told(service, side.Domain), new Told(service, side.TargetDomain));
        for (var place = 0; place < visits.Count; place++)
        {
            var user = visits[place].User;
            ReadOnlySpan<VisitOutcome> all = OutcomesAt(place, side);
            var outcome = all[side.ArmOf[user]];
            side.Truth.Add(user, all);
            side.Observe(user, outcome);
            tally.Add(outcome, records[place].Match);
            Lists += outcome.IsExposed ? 1 : 0;
            Tell(side, visits[place], records[place], outcome, day, own, target);
        }
        return [.. own.Events, .. target.Events];
    }

    private Span<VisitOutcome> OutcomesAt(int place, SimulatedSide side) =>
        outcomes.AsSpan(place * side.Truth.OutcomeCount, side.Truth.OutcomeCount);

    private void Make(int visits, int arms)
    {
        if (records.Length < visits)
        {
            records = new VisitRecord[visits];
        }
        if (outcomes.Length < visits * arms)
        {
            outcomes = new VisitOutcome[visits * arms];
        }
    }

    private VisitRecord Visit(
        SimulatedSide side,
        in SimulatedVisit visit,
        DateTimeOffset day,
        int weekday,
        ILiveAccess may,
        Span<VisitOutcome> all
    )
    {
        using var _ = clock.OnThisThread(day.AddMinutes(visit.Minute));
        var request = new LiveRequest
        {
            UserDomain = side.Domain,
            UserId = side.UserIds[visit.User],
            Targets = [new LiveTarget(side.TargetDomain)],
            Count = ListLength,
            // 53 bits, as requests carry them.
            Seed = visit.Seed >> 11,
            Scene = SimulatedSide.Scene,
            Arm = service.Direct(side.Domain, side.RequestOf(side.UserIds[visit.User])).Arms,
        };
        var list = service.Recommend(request, may);
        Span<double> fits = stackalloc double[ListLength];
        var match = Match(side, visit.User, list, fits);
        side.Truth.Respond(visit, weekday, match, all);
        var outcome = all[side.ArmOf[visit.User]];
        if (outcome.IsExposed)
        {
            service.Show(request, list);
        }
        var random = new SplittableRandom(visit.Seed ^ PickSeed);
        var isClicked = outcome.IsExposed && (random.NextDouble() < UsualClicks + (ClicksByMatch * match) || outcome.Converts);
        var picked = isClicked && list.Items.Length > 0 ? list.Items[Pick(fits[..list.Items.Length], random.NextDouble())].ItemId : null;
        return new VisitRecord(list.ListId, match, picked, outcome.Buys ? side.Tastes.OwnItem(visit.User, ref random) : null);
    }

    /// <summary>How well a list fits: the items' fits, each discounted by its place as people look at it.</summary>
    private static double Match(SimulatedSide side, int user, LiveList list, Span<double> fits)
    {
        var (sum, most) = (0.0, 0.0);
        for (var place = 0; place < list.Items.Length; place++)
        {
            var seen = 1 / Math.Log2(place + 2);
            fits[place] = seen * side.Tastes.Match(user, list.Items[place].ItemId);
            sum += fits[place];
            most += seen;
        }
        return most > 0 ? sum / most : 0;
    }

    private static int Pick(ReadOnlySpan<double> fits, double at)
    {
        var sum = 0.0;
        foreach (var fit in fits)
        {
            sum += fit + 0.01;
        }
        var left = at * sum;
        var place = 0;
        while (place < fits.Length - 1 && (left -= fits[place] + 0.01) > 0)
        {
            place++;
        }
        return place;
    }

    private void Tell(
        SimulatedSide side,
        in SimulatedVisit visit,
        in VisitRecord record,
        in VisitOutcome outcome,
        DateTimeOffset day,
        Told own,
        Told target
    )
    {
        var at = day.AddMinutes(visit.Minute).ToString("O", CultureInfo.InvariantCulture);
        var visitId = side.Users.VisitOf(seed, visit.Day, visit.User);
        if (record.Picked is { } picked)
        {
            // The other platform knows a linked user by its own id, anybody else as a visitor.
            var person = new EventFields
            {
                EventId = visitId + "-click",
                UserId = side.LinkedIds[visit.User],
                SessionId = visitId,
                ItemId = picked,
                Kind = "click",
                At = at,
                ListId = record.ListId,
            };
            target.Add(person);
            if (outcome.Converts)
            {
                var paid = Math.Round(side.Response.PriceMinorUnits * side.Arms[side.ArmOf[visit.User]].PriceFactor);
                target.Add(person with { EventId = visitId + "-purchase", Kind = "purchase", Value = paid });
            }
        }
        if (record.OwnItem is { } item)
        {
            own.Add(Did(side.UserIds[visit.User], "own", item, "purchase") with { Value = side.Response.OwnValueMinorUnits });
        }
        foreach (var (kind, about) in OwnAwareness.Of(visit, side.Response, side.Tastes))
        {
            var word = InteractionKinds.WireName(kind);
            own.Add(Did(side.UserIds[visit.User], word, about, word));
        }

        EventFields Did(string user, string what, string item, string kind) =>
            new()
            {
                EventId = $"{visitId}-{what}",
                UserId = user,
                ItemId = item,
                Kind = kind,
                At = at,
            };
    }

    /// <summary>What the parallel part leaves for the part in order.</summary>
    private readonly record struct VisitRecord(string ListId, double Match, string? Picked, string? OwnItem);

    /// <summary>Events of a domain as its application tells them, checked like any others.</summary>
    private sealed class Told
    {
        private readonly List<KuajieException> faults = [];
        private readonly EventCheck check;

        public Told(SimulatedService service, string domain) => check = service.Check(domain, faults);

        public List<LiveEvent> Events { get; } = [];

        public void Add(in EventFields fields) =>
            Events.Add(
                check.Check(fields, "")
                    ?? throw new InvalidOperationException("Found an event of the simulation refused; expected none.", faults[0])
            );
    }
}
