using System.Text;
using Kuajie.Marketing.Attribution;
using Kuajie.Marketing.Simulation;

namespace Kuajie.Benchmarks;

/// <summary>Holds the ways to credit conversions against a simulated truth and writes the tables of docs/results/attribution.md.</summary>
internal static class AttributionReport
{
    private const int People = 40_000;
    private const int Days = 28;
    private const int Worlds = 20;
    private const double HeldOut = 0.2;

    private static readonly (string Title, SimulatedChannel[] Channels, SideResponse Response)[] Cases =
    [
        (
            "Channels touch whoever comes by",
            [new("story", 0.9), new("search", 0.4), new("mail", 0.2)],
            new SideResponse { Conversion = 0.02, MatchWeight = 3 }
        ),
        (
            "One channel touches those who would convert anyway, and adds nothing",
            [new("retarget", 0, 1, 4), new("story", 0.9), new("search", 0.4, 1, 1)],
            new SideResponse { Conversion = 0.02, MatchWeight = 3 }
        ),
        (
            "One channel drives people away",
            [new("pop-up", -0.8), new("story", 0.9), new("search", 0.4, 1, 1)],
            new SideResponse { Conversion = 0.05, MatchWeight = 2 }
        ),
    ];

    /// <summary>Writes the report to a file. About a minute.</summary>
    public static void Run(string file)
    {
        var text = new StringBuilder();
        Line(text, $"# Attribution against a known truth");
        Line(text, $"");
        Line(text, $"`dotnet run -c Release --project bench/Kuajie.Benchmarks -- attribution docs/results/attribution.md`");
        Line(text, $"");
        Line(
            text,
            $"Simulated worlds ([attribution.md](../methods/attribution.md)): {People:N0} people, {Days} days, {Worlds} worlds with seeds 0 … {Worlds - 1} for each table; each channel is kept from {100 * HeldOut:0} % of the people. Credits and truth are means over the worlds, in conversions. Distance: Σ |credit − truth| over Σ |truth|, mean over the worlds: 0 % is the truth, 100 % as wrong as crediting nothing. The truth is what the ledger of the simulator says a channel caused, so conversions that would have happened anyway belong to no channel."
        );
        Line(text, $"");
        foreach (var (title, channels, response) in Cases)
        {
            AddCase(text, title, channels, response);
        }
        Line(
            text,
            $"Rules of thumb hand out every conversion they see a touch before, so they are far off wherever people would have converted anyway; the more a channel chases such people, the better it looks. Shapley errs to the other side: a path ends with its conversion, so whoever converts at once has had few touches, and many touches stand for people who have not converted yet; it is misled by whom channels choose, too. Holdouts alone are right on average; their distance is chance, and shrinks with more people."
        );
        File.WriteAllText(file, text.ToString());
    }

    private static void AddCase(StringBuilder text, string title, SimulatedChannel[] channels, SideResponse response)
    {
        var simulator = new ChannelSimulator(channels, response, heldOutShare: HeldOut);
        var worlds = Enumerable
            .Range(0, Worlds)
            .AsParallel()
            .AsOrdered()
            .Select(seed =>
            {
                var world = simulator.Run(People, Days, (ulong)seed);
                return (world.Truth, Report: new Attributor(new AttributionOptions()).Attribute(world.Paths, world.Holdouts));
            })
            .ToArray();
        Line(text, $"## {title}");
        Line(text, $"");
        Line(
            text,
            $"{string.Join("; ", channels.Select(channel => FormattableString.Invariant($"{channel.Name}: effect {channel.Effect:0.0} log odds, eagerness {channel.Eagerness:0}")))}. {worlds.Average(world => world.Report.Conversions):N0} conversions a world."
        );
        Line(text, $"");
        var names = worlds[0].Report.Channels;
        Line(text, $"| method | {string.Join(" | ", names)} | no channel | distance |");
        Line(text, $"|---|{string.Concat(names.Select(_ => "---|"))}---|---|");
        Line(
            text,
            $"| **truth** | {string.Join(" | ", names.Select(name => FormattableString.Invariant($"**{worlds.Average(world => world.Truth[name]):N0}**")))} | **{worlds.Average(world => world.Report.Conversions - world.Truth.Values.Sum()):N0}** | |"
        );
        for (var method = 0; method < worlds[0].Report.Results.Count; method++)
        {
            var results = worlds.Select(world => world.Report.Results[method]).ToArray();
            Line(
                text,
                $"| {NameOf(results[0].Method)} | {string.Join(" | ", names.Select((_, place) => FormattableString.Invariant($"{results.Average(result => result.Credits[place].Credit!.Value):N0}")))} | {results.Average(result => result.Uncredited!.Value):N0} | {100 * worlds.Zip(results, (world, result) => result.DistanceTo(world.Truth)!.Value).Average():0} % |"
            );
        }
        var intervals = worlds
            .SelectMany(world =>
                world
                    .Report.Results[^1]
                    .Credits.Select(each => each.Low <= world.Truth[each.Channel] && world.Truth[each.Channel] <= each.High)
            )
            .ToArray();
        Line(text, $"");
        Line(
            text,
            $"Of the {intervals.Length} intervals from holdouts {100.0 * intervals.Count(each => each) / intervals.Length:0.0} % hold the truth."
        );
        Line(text, $"");
    }

    private static string NameOf(AttributionMethod method) =>
        method switch
        {
            AttributionMethod.LastTouch => "last touch",
            AttributionMethod.Position => "position 40/20/40",
            AttributionMethod.Shapley => "Shapley",
            _ => "holdouts",
        };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(FormattableString.Invariant(line)).Append('\n');
}
