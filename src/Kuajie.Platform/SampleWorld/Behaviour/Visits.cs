using Kuajie.Platform.Interactions;

namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>What one user of a domain does in half a year, and what a robot does in two hours.</summary>
internal sealed class Visits(IReadOnlyList<WorldItem> items, ItemSampler sampler, double medianItems)
{
    private const double UserEnergySpread = 0.35;
    private const int MostItems = 110;
    private const double ColdShare = 0.06;
    private const double NearlyColdShare = 0.06;
    private const int MostPerSession = 4;
    private const int RobotHours = 2;
    private const int RobotSecondsApart = 3;

    private readonly FunnelStep[][] funnels = [.. items.Select(item => Funnels.Of(item.Kind))];
    private readonly double medianPrice = Median(items);

    /// <summary>All rows of a user, in no particular order.</summary>
    public void Add(string userId, Person person, Draws draws, List<SampleInteraction> rows)
    {
        var tastesHere = sampler.TastesHere(person);
        var wanted = ItemCount(person, draws);
        var seen = new HashSet<int>();
        var clock = 0L;
        var leftInSession = 0;
        for (var tries = 0; seen.Count < wanted && tries < wanted * 8; tries++)
        {
            var item = sampler.Draw(tastesHere, draws);
            if (!seen.Add(item))
            {
                continue;
            }
            if (leftInSession-- <= 0)
            {
                clock = VisitTimes.SessionStart(person, draws);
                leftInSession = draws.Between(0, MostPerSession - 1);
            }
            clock += draws.Between(1, 12) * 60L;
            Walk(userId, item, person, clock, draws, rows);
        }
    }

    /// <summary>A robot fetches item after item every three seconds, for two hours.</summary>
    public void AddRobot(string userId, Draws draws, List<SampleInteraction> rows)
    {
        var order = Enumerable.Range(0, items.Count).Where(item => items[item].Popularity > 0).ToArray();
        draws.Shuffle<int>(order);
        var start = WorldCalendar.Start + (draws.Between(1, WorldCalendar.Days - 2) * 86_400L) + (draws.Between(0, 23) * 3_600L);
        for (var row = 0; row < RobotHours * 3_600 / RobotSecondsApart; row++)
        {
            rows.Add(new(userId, order[row % order.Length], InteractionKind.View, start + (row * RobotSecondsApart), null));
        }
    }

    private int ItemCount(Person person, Draws draws)
    {
        var lot = draws.Uniform();
        var usual = draws.LogNormal(medianItems * Math.Exp(person.Energy), UserEnergySpread);
        return lot < ColdShare ? 0
            : lot < ColdShare + NearlyColdShare ? draws.Between(1, 2)
            : Math.Clamp((int)Math.Round(usual), 3, MostItems);
    }

    private void Walk(string userId, int item, Person person, long clock, Draws draws, List<SampleInteraction> rows)
    {
        var taste = Math.Min(1, Enumerable.Range(0, person.Tastes.Length).Sum(t => person.Tastes[t] * items[item].ShareOf(t)));
        Span<long> doneAt = stackalloc long[16];
        foreach (var step in funnels[item])
        {
            var reached = step.After is not { } before || doneAt[(int)before] > 0;
            if (!reached || !draws.Chance(Probability(step, item, taste, person)))
            {
                continue;
            }
            var from = step.After is { } after ? doneAt[(int)after] : clock;
            var at = from + (draws.Between(1, step.MostDelayMinutes) * 60L) + draws.Between(0, 59);
            if (at < WorldCalendar.End)
            {
                doneAt[(int)step.Kind] = at;
                rows.Add(new(userId, item, step.Kind, at, Value(step.Value, item, taste, draws)));
            }
        }
    }

    private double Probability(FunnelStep step, int item, double taste, Person person)
    {
        var likely = step.Probability + (step.TasteLift * taste);
        return step.DependsOnPrice && items[item].PriceMinorUnits is { } price
            ? likely * Math.Min(1.4, Math.Pow(price / medianPrice, -0.5 * person.PriceSensitivity))
            : likely;
    }

    private decimal? Value(StepValue value, int item, double taste, Draws draws) =>
        value switch
        {
            StepValue.Seconds => Math.Clamp((int)draws.LogNormal(420 * (1 + (2 * taste)), 0.8), 5, 4 * 3600),
            StepValue.Stars => Math.Clamp((int)Math.Round(3.6 + taste + (0.7 * draws.Normal())), 1, 5),
            StepValue.Price => items[item].PriceMinorUnits / 100m,
            StepValue.Gift => Math.Max(1, (int)draws.LogNormal(8, 1.1)),
            _ => null,
        };

    private static double Median(IReadOnlyList<WorldItem> items)
    {
        var prices = items.Where(item => item.PriceMinorUnits > 0).Select(item => (double)item.PriceMinorUnits!.Value).Order().ToArray();
        return prices.Length == 0 ? 1 : prices[prices.Length / 2];
    }
}
