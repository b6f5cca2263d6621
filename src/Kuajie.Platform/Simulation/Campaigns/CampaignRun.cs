using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Simulation.Campaigns;

/// <summary>
/// Campaigns of a sample world's two sides by themselves, hour by hour of virtual time: nobody asks for lists, and each side's users buy, search and comment on their own platform as they usually do. Much quicker than
/// <see cref="SimulationRun"/>; equal options give equal outcomes.
/// </summary>
/// <param name="world">Who acts.</param>
/// <param name="options">What is simulated; arms are not.</param>
/// <param name="campaigns">Its campaigns.</param>
/// <param name="sides">The knowledge platform's users, then the partner's.</param>
/// <param name="clock">The clock; moved on by the run.</param>
public sealed class CampaignRun(
    World world,
    SimulationOptions options,
    SimulatedCampaigns campaigns,
    IReadOnlyList<SimulatedUsers> sides,
    VirtualClock clock
)
{
    private const ulong BuySeed = 0x627579;
    private const int HoursAtOnce = 3;

    /// <summary>Runs all days.</summary>
    /// <param name="take">Takes the events of some hours, and ends when they are stored and settled.</param>
    /// <param name="flush">Ends when every list shown so far is on record.</param>
    /// <param name="cancellation">Ends it after the hours that are being simulated.</param>
    public async Task<IReadOnlyList<SimulatedCampaignReport>> RunAsync(
        Func<IReadOnlyList<LiveEvent>, Task> take,
        Func<Task> flush,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(take);
        ArgumentNullException.ThrowIfNull(flush);
        var acting = sides.Select(side => new Acting(side, world, options)).ToArray();
        for (var day = 0; day < options.Days; day++)
        {
            var midnight = SimulatedWorld.Start.AddDays(day);
            var weekday = WorldCalendar.WeekdayOf(midnight.ToUnixTimeSeconds());
            var today = acting.Select(side => side.Visits.OnDay(day, weekday)).ToArray();
            // Once all are closed nobody learns from what users do: a day is told at once.
            var hours = midnight < campaigns.LastEnd ? HoursAtOnce : 24;
            for (var hour = 0; hour < 24; hour += hours)
            {
                cancellation.ThrowIfCancellationRequested();
                clock.AdvanceTo(midnight.AddHours(hour + hours) - SimulationRun.BeforeTheyAreOver);
                var told = new List<LiveEvent>();
                for (var side = 0; side < acting.Length; side++)
                {
                    var visits = today[side].Where(visit => visit.Minute / 60 >= hour && visit.Minute / 60 < hour + hours).ToArray();
                    told.AddRange(await campaigns.ServeAsync(sides[side], visits, midnight).ConfigureAwait(false));
                    told.AddRange(visits.SelectMany(visit => acting[side].Act(visit, midnight, options.Seed)));
                }
                campaigns.Observe(told);
                await take(told).ConfigureAwait(false);
            }
            await flush().ConfigureAwait(false);
            clock.AdvanceTo(midnight.AddDays(1));
            campaigns.EndDay();
        }
        return campaigns.Report(cancellation);
    }

    /// <summary>One side: who visits when, and what they buy, look for and mention there anyhow.</summary>
    private sealed class Acting
    {
        private readonly SimulatedUsers users;
        private readonly SimulatedTastes tastes;
        private readonly SideResponse response;

        public Acting(SimulatedUsers users, World world, SimulationOptions options)
        {
            var (own, target) = users.IsPartner ? (world.Partner, world.Knowledge) : (world.Knowledge, world.Partner);
            this.users = users;
            response = users.ResponseIn(options);
            tastes = new SimulatedTastes([.. own.Users().Where(user => !user.IsRobot)], own, target, world.Tastes.Count);
            Visits = users.VisitsIn(options);
        }

        public SimulatedVisits Visits { get; }

        public IEnumerable<LiveEvent> Act(SimulatedVisit visit, DateTimeOffset midnight, ulong seed)
        {
            var random = new SplittableRandom(visit.Seed ^ BuySeed);
            if (random.NextDouble() < response.OwnPurchase)
            {
                yield return Did("own", tastes.OwnItem(visit.User, ref random), InteractionKind.Purchase, response.OwnValueMinorUnits);
            }
            foreach (var (kind, item) in OwnAwareness.Of(visit, response, tastes))
            {
                yield return Did(InteractionKinds.WireName(kind), item, kind, null);
            }

            LiveEvent Did(string what, string item, InteractionKind kind, double? value) =>
                new(
                    $"{users.VisitOf(seed, visit.Day, visit.User)}-{what}",
                    users.Domain,
                    users.UserIds[visit.User],
                    null,
                    item,
                    kind,
                    midnight.AddMinutes(visit.Minute),
                    value,
                    null
                );
        }
    }
}
