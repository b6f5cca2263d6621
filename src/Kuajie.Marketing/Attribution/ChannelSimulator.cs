using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Marketing.Attribution;

/// <summary>A channel of an invented world.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Effect">What a touch adds to the log odds that the visit converts.</param>
/// <param name="Reach">Weight of its share of the visits, above 0.</param>
/// <param name="Eagerness">How much more it touches visits that would convert anyway: its weight grows by e^(eagerness · (match − ½)).</param>
public sealed record SimulatedChannel(string Name, double Effect, double Reach = 1, double Eagerness = 0);

/// <summary>What an invented world shows, and the truth beside it.</summary>
/// <param name="Paths">How people came.</param>
/// <param name="Holdouts">What the holdouts of the channels show.</param>
/// <param name="Truth">Conversions that each channel truly caused, by expectation, among those it was not kept from.</param>
public sealed record SimulatedAttribution(
    IReadOnlyList<TouchPath> Paths,
    IReadOnlyList<HoldoutCounts> Holdouts,
    IReadOnlyDictionary<string, double> Truth
);

/// <summary>
/// A world whose truth is known: people visit, each visit is touched by a channel or by none, and each channel keeps a <see cref="TruthLedger"/> of what its visits come to with and without the
/// touch. A share of the people is kept from each channel, channel by channel. A path ends with a conversion, and another begins.
/// </summary>
/// <param name="channels">The channels.</param>
/// <param name="response">How people visit and respond.</param>
/// <param name="untouched">Weight of visits that no channel touches.</param>
/// <param name="heldOutShare">Share of the people kept from each channel, 0 … 1.</param>
public sealed class ChannelSimulator(
    IReadOnlyList<SimulatedChannel> channels,
    SideResponse response,
    double untouched = 1,
    double heldOutShare = 0.1
)
{
    private const ulong ChannelSeed = 0x6368616e6e;
    private const ulong HoldoutSeed = 0x686f6c646f;
    private const int DaysOfWeek = 7;

    /// <summary>Lets days pass. O(visits · channels).</summary>
    /// <param name="people">Number of people.</param>
    /// <param name="days">Number of days.</param>
    /// <param name="seed">Seed of everything.</param>
    public SimulatedAttribution Run(int people, int days, ulong seed)
    {
        var season = new Season();
        var visits = new SimulatedVisits(response, season, people, seed);
        // With the touch and without it, over the same visits: their difference is what the channel causes.
        TruthLedger[] ledgers =
        [
            .. channels.Select(
                (channel, place) =>
                    new TruthLedger(
                        response,
                        season,
                        [new ScenarioArm("without"), new ScenarioArm("with") { Effect = channel.Effect }],
                        people,
                        seed + (ulong)place
                    )
            ),
        ];
        var organic = new TruthLedger(response, season, [new ScenarioArm("visit")], people, seed);
        var paths = new OpenPaths(people);
        for (var day = 0; day < days; day++)
        {
            foreach (var visit in visits.OnDay(day, day % DaysOfWeek))
            {
                Visit(visit, day % DaysOfWeek, seed, ledgers, organic, paths);
            }
        }
        return new SimulatedAttribution(paths.ToPaths(Names), Holdouts(paths, people, seed), Truth(ledgers));
    }

    private IReadOnlyList<string> Names => [.. channels.Select(channel => channel.Name)];

    private void Visit(in SimulatedVisit visit, int weekday, ulong seed, TruthLedger[] ledgers, TruthLedger organic, OpenPaths paths)
    {
        var random = SplittableRandom.Stream(visit.Seed ^ ChannelSeed, seed);
        var match = random.NextDouble();
        var channel = ChannelOf(match, random.NextDouble());
        var ledger = channel < 0 ? organic : ledgers[channel];
        Span<VisitOutcome> outcomes = stackalloc VisitOutcome[ledger.OutcomeCount];
        ledger.Respond(visit, weekday, match, outcomes);
        ledger.Add(visit.User, outcomes);
        var isTouched = channel >= 0 && !IsHeldOut(channel, visit.User, seed);
        if (isTouched)
        {
            paths.Touch(visit.User, channel);
        }
        if (outcomes[isTouched ? 1 : 0].Converts)
        {
            paths.Convert(visit.User);
        }
    }

    /// <summary>The channel that touches a visit, or −1.</summary>
    private int ChannelOf(double match, double uniform)
    {
        var whole = untouched + channels.Sum(channel => WeightOf(channel, match));
        var left = uniform * whole;
        for (var channel = 0; channel < channels.Count; channel++)
        {
            left -= WeightOf(channels[channel], match);
            if (left < 0)
            {
                return channel;
            }
        }
        return -1;
    }

    private static double WeightOf(SimulatedChannel channel, double match) => channel.Reach * Math.Exp(channel.Eagerness * (match - 0.5));

    private bool IsHeldOut(int channel, int user, ulong seed) =>
        SplittableRandom.Stream(seed ^ HoldoutSeed ^ ((ulong)(channel + 1) << 32), (ulong)user).NextDouble() < heldOutShare;

    private HoldoutCounts[] Holdouts(OpenPaths paths, int people, ulong seed) =>
        [
            .. channels.Select(
                (channel, place) =>
                {
                    var groups = Enumerable
                        .Range(0, people)
                        .ToLookup(user => IsHeldOut(place, user, seed), user => (double)paths.ConversionsOf(user));
                    return new HoldoutCounts(
                        channel.Name,
                        groups[false].Count(),
                        groups[false].Sum(),
                        groups[true].Count(),
                        groups[true].Sum()
                    )
                    {
                        Squares = groups[false].Sum(count => count * count),
                        HeldOutSquares = groups[true].Sum(count => count * count),
                    };
                }
            ),
        ];

    private Dictionary<string, double> Truth(TruthLedger[] ledgers) =>
        channels
            .Zip(ledgers, (channel, ledger) => (channel.Name, Truth: ledger.ToTruth()))
            .ToDictionary(
                each => each.Name,
                each =>
                    (1 - heldOutShare)
                    * each.Truth.Reached
                    * (each.Truth.Arms[1].ConversionsPerUser - each.Truth.Arms[0].ConversionsPerUser),
                StringComparer.Ordinal
            );

    /// <summary>The paths that are still open, and how those that ended did.</summary>
    private sealed class OpenPaths(int people)
    {
        private readonly List<char>?[] open = new List<char>?[people];
        private readonly int[] conversions = new int[people];
        private readonly Dictionary<string, (long People, long Conversions)> ended = new(StringComparer.Ordinal);

        public void Touch(int user, int channel)
        {
            (open[user] ??= []).Add((char)channel);
        }

        public void Convert(int user)
        {
            conversions[user]++;
            End(user, 1);
        }

        public int ConversionsOf(int user) => conversions[user];

        public TouchPath[] ToPaths(IReadOnlyList<string> names)
        {
            for (var user = 0; user < open.Length; user++)
            {
                // Whoever converted and was not touched since begins no new path.
                if (open[user] is not null || conversions[user] == 0)
                {
                    End(user, 0);
                }
            }
            return
            [
                .. ended
                    .OrderBy(path => path.Key, StringComparer.Ordinal)
                    .Select(path => new TouchPath(
                        [.. path.Key.Select(channel => names[channel])],
                        path.Value.People,
                        path.Value.Conversions
                    )),
            ];
        }

        private void End(int user, int converted)
        {
            var path = open[user] is { } touches ? string.Concat(touches) : "";
            var (count, conversion) = ended.GetValueOrDefault(path);
            ended[path] = (count + 1, conversion + converted);
            open[user] = null;
        }
    }
}
