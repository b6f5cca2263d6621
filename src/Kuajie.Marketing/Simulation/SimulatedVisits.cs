using Kuajie.Algorithms.Numerics.Sampling;

namespace Kuajie.Marketing.Simulation;

/// <summary>
/// Who visits when. Each user's activity is drawn once, each visit from its own stream of user and day: the same whatever the order or the number of threads, and whatever the arms do. Immutable.
/// </summary>
public sealed class SimulatedVisits
{
    private const ulong ActivitySeed = 0x616374697669;
    private const ulong VisitSeed = 0x7669736974;
    private const double MostProbable = 0.95;

    /// <summary>Share of the visits in each hour: mornings on the way, noon, and the evening most of all.</summary>
    private static readonly double[] Hours =
    [
        .. new double[] { 1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 3, 4, 4, 4, 4.5, 6, 5, 4, 4, 4, 5, 6, 7.5, 9, 10, 7.5, 3.5 },
    ];

    private static readonly AliasTable HourTable = new(Hours);
    private readonly SideResponse response;
    private readonly Season season;
    private readonly float[] activity;
    private readonly ulong seed;

    /// <summary>Draws the users' activity. O(users).</summary>
    /// <param name="response">How often they visit.</param>
    /// <param name="season">What the calendar does.</param>
    /// <param name="users">Number of users.</param>
    /// <param name="seed">Seed of the side.</param>
    public SimulatedVisits(SideResponse response, Season season, int users, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(season);
        (this.response, this.season, this.seed) = (response, season, seed);
        activity = new float[users];
        var spread = response.ActivitySpread;
        for (var user = 0; user < users; user++)
        {
            var random = SplittableRandom.Stream(seed ^ ActivitySeed, (ulong)user);
            // The mean over users is 1.
            activity[user] = (float)Math.Exp((spread * random.NextNormal()) - (spread * spread / 2));
        }
    }

    /// <summary>The visits of a day, in order of time and then of user; at most one of a user. O(users).</summary>
    /// <param name="day">Day of the simulation, from 0.</param>
    /// <param name="weekday">0 for Monday … 6 for Sunday.</param>
    public SimulatedVisit[] OnDay(int day, int weekday)
    {
        var usual = response.VisitsPerDay * season.VisitsOn(day, weekday);
        var visits = new List<SimulatedVisit>((int)(activity.Length * Math.Min(1, usual)) + 16);
        for (var user = 0; user < activity.Length; user++)
        {
            var random = SplittableRandom.Stream(seed ^ VisitSeed ^ ((ulong)(day + 1) << 40), (ulong)user);
            if (random.NextDouble() < Math.Min(MostProbable, usual * activity[user]))
            {
                var minute = (HourTable.Draw(ref random) * 60) + random.NextInteger(60);
                visits.Add(new SimulatedVisit(user, day, minute, random.NextBits()));
            }
        }
        return [.. visits.OrderBy(visit => visit.Minute).ThenBy(visit => visit.User)];
    }
}

/// <summary>A visit.</summary>
/// <param name="User">Index of the user.</param>
/// <param name="Day">Day of the simulation, from 0.</param>
/// <param name="Minute">Minute of the day, 0 … 1,439.</param>
/// <param name="Seed">Seed of everything that is left to chance in it, whatever the arm.</param>
public readonly record struct SimulatedVisit(int User, int Day, int Minute, ulong Seed);
