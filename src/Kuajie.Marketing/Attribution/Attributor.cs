using Kuajie.Algorithms.Experiments.Metrics;
using Kuajie.Algorithms.Experiments.Readings;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Texts;

namespace Kuajie.Marketing.Attribution;

/// <summary>Credits conversions to channels by every method, side by side: rules of thumb credit everything they see, holdouts only what was caused.</summary>
public sealed class Attributor
{
    private const long FewestConversions = 30;
    private readonly AttributionOptions options;

    /// <summary>Takes the options; they are checked with the data.</summary>
    public Attributor(AttributionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
    }

    /// <summary>Credits. O(touches) and Shapley's part, see <see cref="AttributionMethod.Shapley"/>.</summary>
    /// <param name="paths">How people came; equal paths may stand several times.</param>
    /// <param name="holdouts">What holdouts of channels show; none where left out.</param>
    /// <exception cref="InvalidInputException">Counts, names or options cannot be used; all faults at once.</exception>
    public AttributionReport Attribute(IReadOnlyList<TouchPath> paths, IReadOnlyList<HoldoutCounts>? holdouts = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        InvalidInputException.ThrowIfAny(AttributionFaults.Of(paths, holdouts ?? [], options));
        string[] channels =
        [
            .. paths
                .SelectMany(path => path.Touches)
                .Concat((holdouts ?? []).Select(each => each.Channel))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        List<AttributionResult> results =
        [
            ByTouches(AttributionMethod.LastTouch, paths, channels, LastOnly),
            ByTouches(AttributionMethod.Position, paths, channels, ByPosition),
            Shapley(paths, channels),
        ];
        if (holdouts is { Count: > 0 })
        {
            results.Add(Incremental(holdouts, channels, paths.Sum(path => path.Conversions)));
        }
        return new AttributionReport(paths.Sum(path => path.People), paths.Sum(path => path.Conversions), channels, results);
    }

    private static AttributionResult ByTouches(
        AttributionMethod method,
        IReadOnlyList<TouchPath> paths,
        string[] channels,
        Func<int, double[]> shares
    )
    {
        var credits = channels.ToDictionary(channel => channel, _ => 0.0, StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var parts = shares(path.Touches.Count);
            for (var touch = 0; touch < parts.Length; touch++)
            {
                credits[path.Touches[touch]] += parts[touch] * path.Conversions;
            }
        }
        return new AttributionResult(
            method,
            [.. channels.Select(channel => new ChannelCredit(channel, credits[channel]))],
            paths.Where(path => path.Touches.Count == 0).Sum(path => (double)path.Conversions),
            paths.Any(path => path.Conversions > 0) ? null : MarketingText.Of("AttributionNoConversions")
        );
    }

    private static double[] LastOnly(int touches) => [.. Enumerable.Range(1, touches).Select(touch => touch == touches ? 1.0 : 0)];

    /// <summary>First, last and the rest shared between; of two touches those two parts scaled up, of one all.</summary>
    private double[] ByPosition(int touches)
    {
        var (first, last) = (options.FirstShare, options.LastShare);
        return touches switch
        {
            0 => [],
            1 => [1],
            2 when first + last > 0 => [first / (first + last), last / (first + last)],
            2 => [0.5, 0.5],
            _ => [first, .. Enumerable.Repeat((1 - first - last) / (touches - 2), touches - 2), last],
        };
    }

    private AttributionResult Shapley(IReadOnlyList<TouchPath> paths, string[] channels)
    {
        var sets = SetsOf(paths, channels);
        var (people, conversions) = (sets.Sum(set => set.People), sets.Sum(set => set.Conversions));
        var reason =
            conversions == 0 ? MarketingText.Of("AttributionNoConversions")
            : conversions < FewestConversions ? MarketingText.Of("AttributionFewConversions", conversions, FewestConversions)
            : people - conversions < FewestConversions
                ? MarketingText.Of("AttributionOnlyConverters", people - conversions, FewestConversions)
            : channels.Length == 0 ? MarketingText.Of("AttributionNoTouches")
            : null;
        if (reason is not null)
        {
            return new AttributionResult(
                AttributionMethod.Shapley,
                [.. channels.Select(channel => new ChannelCredit(channel, null))],
                null,
                reason
            );
        }
        var model = PresenceModel.Fit(sets, channels.Length);
        ChannelCredit[] credits =
            channels.Length <= options.MostExact
                ?
                [
                    .. channels.Zip(
                        ShapleyCredit.Exact(model, sets, channels.Length),
                        (channel, credit) => new ChannelCredit(channel, credit)
                    ),
                ]
                :
                [
                    .. channels.Zip(
                        ShapleyCredit.Sampled(model, sets, channels.Length, options.OrderPairs, options.Seed),
                        (channel, drawn) =>
                            new ChannelCredit(channel, drawn.Credit, drawn.Credit - drawn.HalfWidth, drawn.Credit + drawn.HalfWidth)
                    ),
                ];
        return new AttributionResult(AttributionMethod.Shapley, credits, people * model.Probability(0));
    }

    private static AttributionResult Incremental(IReadOnlyList<HoldoutCounts> holdouts, string[] channels, long conversions)
    {
        var known = holdouts.ToDictionary(each => each.Channel, Caused, StringComparer.Ordinal);
        ChannelCredit[] credits = [.. channels.Select(channel => known.GetValueOrDefault(channel) ?? new ChannelCredit(channel, null))];
        var isWhole = credits.All(each => each.Credit is not null);
        return new AttributionResult(
            AttributionMethod.Incremental,
            credits,
            isWhole ? conversions - credits.Sum(each => each.Credit!.Value) : null,
            isWhole ? null : MarketingText.Of("AttributionHoldoutMissing")
        );
    }

    /// <summary>What the channel caused among the people it might touch: their number times the difference of the means, with Welch's interval.</summary>
    private static ChannelCredit Caused(HoldoutCounts counts)
    {
        var reading = EffectReadings.FixedHorizon(
            Estimate(counts.HeldOutPeople, counts.HeldOutConversions, counts.HeldOutSquares),
            Estimate(counts.People, counts.Conversions, counts.Squares)
        );
        return reading.Absolute is { } effect
            ? new ChannelCredit(counts.Channel, effect.Value * counts.People, effect.Low * counts.People, effect.High * counts.People)
            : new ChannelCredit(counts.Channel, null);
    }

    private static ArmEstimate Estimate(long people, double conversions, double? squares)
    {
        if (people < 2)
        {
            return new ArmEstimate(people, 0, 0, 0, people == 0 ? DataShortage.NoUnits : DataShortage.OneUnit);
        }
        var mean = conversions / people;
        var deviations = (squares ?? conversions) - (people * mean * mean);
        return new ArmEstimate(people, mean, Math.Max(0, deviations) / (people - 1) / people);
    }

    private static ChannelSet[] SetsOf(IReadOnlyList<TouchPath> paths, string[] channels)
    {
        var places = channels.Index().ToDictionary(each => each.Item, each => each.Index, StringComparer.Ordinal);
        return
        [
            .. paths
                .GroupBy(path => path.Touches.Aggregate(0UL, (set, touch) => set | 1UL << places[touch]))
                .OrderBy(same => same.Key)
                .Select(same => new ChannelSet(same.Key, same.Sum(path => path.People), same.Sum(path => path.Conversions))),
        ];
    }
}
