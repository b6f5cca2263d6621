using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Allocation;
using Kuajie.Marketing.Delivery;

namespace Kuajie.Marketing.Tests.Delivery;

/// <summary>Worlds whose future is known: users who come each with a probability of their own, more on some weekdays, in a mood of everybody that wanders from day to day.</summary>
internal static class DeliveryWorlds
{
    private const int Users = 600;
    private const int Past = 70;
    private const int Looked = 28;

    public static (DeliveryEvidence Evidence, (double Impressions, double Reach, double Clicks) Truth) Of(ulong seed, int futureDays)
    {
        var random = SplittableRandom.Stream(seed, 1);
        var habits = new double[Users];
        for (var user = 0; user < Users; user++)
        {
            habits[user] = 0.02 + (0.4 * Math.Pow(random.NextDouble(), 2));
        }
        var asks = new int[Past + futureDays, Users];
        var mood = 0.0;
        for (var day = 0; day < Past + futureDays; day++)
        {
            mood = (0.8 * mood) + (0.08 * random.NextNormal());
            var level = Math.Exp(mood) * (day % 7 >= 5 ? 1.4 : 1);
            for (var user = 0; user < Users; user++)
            {
                asks[day, user] = random.NextDouble() < habits[user] * level ? 1 + random.NextInteger(3) : 0;
            }
        }
        var rate = 0.02 + (0.03 * random.NextDouble());
        var (shown, met, clicked) = (0, new HashSet<int>(), 0);
        for (var day = Past; day < Past + futureDays; day++)
        {
            for (var user = 0; user < Users; user++)
            {
                for (var ask = 0; ask < asks[day, user]; ask++)
                {
                    shown++;
                    met.Add(user);
                    clicked += random.NextDouble() < rate ? 1 : 0;
                }
            }
        }
        long before = 0;
        for (var ask = 0; ask < 3000; ask++)
        {
            before += random.NextDouble() < rate ? 1 : 0;
        }
        return (EvidenceOf(asks, before), (shown, met.Count, clicked));
    }

    private static DeliveryEvidence EvidenceOf(int[,] asks, long clicks)
    {
        var traffic = Enumerable.Range(0, Past).Select(day => Enumerable.Range(0, Users).Sum(user => (double)asks[day, user])).ToArray();
        var visits = Enumerable
            .Range(0, Users)
            .Select(user =>
                (IReadOnlyList<int>)[.. Enumerable.Range(Past - Looked, Looked).Select(day => asks[day, user]).Where(count => count > 0)]
            )
            .Where(user => user.Count > 0)
            .ToArray();
        // The first day of the past is a Monday, and so is that of the future.
        var history = new InventoryHistory(new DateOnly(2026, 3, 2).AddDays(-Past), 1, traffic);
        return new DeliveryEvidence(history, new VisitTable(Looked, visits), 1)
        {
            ClickRate = RateBelief.Of([new RateCount(3000, clicks)]),
        };
    }
}
