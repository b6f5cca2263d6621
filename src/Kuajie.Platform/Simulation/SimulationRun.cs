using Kuajie.Algorithms.Experiments.Checks;
using Kuajie.Marketing.Simulation;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.Simulation.Campaigns;

namespace Kuajie.Platform.Simulation;

/// <summary>
/// Lets the users of both sides act against the service, hour by hour of virtual time, and keeps the truth beside it. Every visit is a request for a list; what follows is told as events.
/// Equal options give equal outcomes, whatever the number of threads.
/// </summary>
/// <param name="service">The service; its clock is <paramref name="clock"/>.</param>
/// <param name="clock">The clock; moved on by the run.</param>
/// <param name="options">What is simulated.</param>
public sealed class SimulationRun(SimulatedService service, VirtualClock clock, SimulationOptions options)
{
    /// <summary>What happens in some hours comes in shortly before they are over: on its own day, and before a campaign that ends with them is closed.</summary>
    internal static readonly TimeSpan BeforeTheyAreOver = TimeSpan.FromMilliseconds(1);

    private const int HoursAtOnce = 3;
    private const int MinutesAtOnce = HoursAtOnce * 60;
    private const int StepsOfDay = 24 / HoursAtOnce;

    /// <summary>Runs all days.</summary>
    /// <param name="world">Who acts.</param>
    /// <param name="visitsDone">Told the visits so far, or null.</param>
    /// <param name="cancellation">Ends it after the hours that are being simulated; what was told so far stays on record.</param>
    public async Task<SimulationReport> RunAsync(World world, IProgress<long>? visitsDone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(world);
        SimulatedSide[] sides = [new(world, isPartner: false, options, service), new(world, isPartner: true, options, service)];
        var campaigns = new SimulatedCampaigns(
            options,
            [.. sides.Select(side => side.Users)],
            service.Campaigns,
            service.Catalog,
            service.Check,
            cancellation
        );
        var step = new SimulationStep(service, clock, options.Seed, options.Threads);
        var days = new List<SimulatedDay>();
        var (visits, events) = (0L, 0L);
        var happened = new List<LiveEvent>();
        for (var day = 0; day < options.Days; day++)
        {
            var midnight = SimulatedWorld.Start.AddDays(day);
            var weekday = WorldCalendar.WeekdayOf(midnight.ToUnixTimeSeconds());
            var date = DateOnly.FromDateTime(midnight.ToOffset(TimeSpan.FromSeconds(WorldCalendar.ShanghaiOffsetSeconds)).Date);
            var today = sides.Select(side => side.Visits.OnDay(day, weekday)).ToArray();
            DayTally[] tallies = [.. sides.Select(side => new DayTally(day, date, side.Domain))];
            var next = new int[sides.Length];
            for (var hours = 0; hours < StepsOfDay; hours++)
            {
                cancellation.ThrowIfCancellationRequested();
                clock.AdvanceTo(midnight.AddMinutes((hours + 1) * MinutesAtOnce) - BeforeTheyAreOver);
                for (var side = 0; side < sides.Length; side++)
                {
                    var now = Until(today[side], ref next[side], (hours + 1) * MinutesAtOnce);
                    var told = step.Serve(sides[side], now, midnight, weekday, tallies[side]);
                    told.AddRange(await campaigns.ServeAsync(sides[side].Users, now, midnight).ConfigureAwait(false));
                    // Told in full before anybody stops it, so that what is on record and the truth do not come apart.
                    await service.TakeAsync(told, CancellationToken.None).ConfigureAwait(false);
                    (visits, events) = (visits + now.Count, events + told.Count);
                    happened.AddRange(told);
                }
                campaigns.Observe(happened);
                happened.Clear();
                visitsDone?.Report(visits);
            }
            await service.FlushAsync().ConfigureAwait(false);
            clock.AdvanceTo(midnight.AddDays(1));
            campaigns.EndDay();
            days.AddRange(tallies.Select(tally => tally.ToDay()));
        }
        foreach (var side in sides)
        {
            service.End(side.Domain, SimulatedSide.ExperimentOf(options.Scenario));
        }
        return new SimulationReport(
            options.Scenario,
            options.Seed,
            SimulatedWorld.Start,
            days,
            [.. sides.Select(Report)],
            campaigns.Report(cancellation),
            step.Lists,
            events
        );
    }

    /// <summary>About how many visits a run will have, for whoever waits.</summary>
    public static long ExpectedVisits(SimulationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scenario = options.Scenario;
        var factors = Enumerable
            .Range(0, options.Days)
            .Sum(day => scenario.Season.VisitsOn(day, WorldCalendar.WeekdayOf(SimulatedWorld.Start.AddDays(day).ToUnixTimeSeconds())));
        return (long)(scenario.Users * factors * (scenario.Knowledge.VisitsPerDay + scenario.Partner.VisitsPerDay));
    }

    private static ArraySegment<SimulatedVisit> Until(SimulatedVisit[] visits, ref int next, int minute)
    {
        var first = next;
        while (next < visits.Length && visits[next].Minute < minute)
        {
            next++;
        }
        return new ArraySegment<SimulatedVisit>(visits, first, next - first);
    }

    private static SimulatedSideReport Report(SimulatedSide side)
    {
        var observed = side.Observed();
        return new SimulatedSideReport(
            side.Domain,
            side.TargetDomain,
            side.Truth.ToTruth(),
            observed,
            SampleRatioCheck.Of([.. observed.Select(arm => arm.Units)], [.. side.Arms.Select(arm => arm.Weight)])
        );
    }
}
