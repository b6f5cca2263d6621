using System.Globalization;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

/// <summary>Invented rows whose probabilities or means are known.</summary>
internal sealed record SimulatedResponses(ResponseData Data, IReadOnlyList<double> Expected)
{
    public static readonly DateTimeOffset First = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>log odds = −0.5 + 0.8·x − 0.4·y/10 + 0.6·[channel = push]; x standard normal, y of mean 50 and deviation 10.</summary>
    public static SimulatedResponses Additive(int rows, ulong seed) =>
        Of(rows, seed, isBinary: true, (x, y, channel, _) => -0.5 + (0.8 * x) - (0.04 * (y - 50)) + (channel == "push" ? 0.6 : 0));

    /// <summary>log odds = −0.3 + 2 where x and y − 50 have one sign, −0.3 − 2 else: no sum of the two can say that.</summary>
    public static SimulatedResponses Interacting(int rows, ulong seed) =>
        Of(rows, seed, isBinary: true, (x, y, _, _) => -0.3 + (x * (y - 50) > 0 ? 2 : -2));

    /// <summary>Nothing matters: three in ten.</summary>
    public static SimulatedResponses Noise(int rows, ulong seed) => Of(rows, seed, isBinary: true, (_, _, _, _) => Math.Log(0.3 / 0.7));

    /// <summary>Amount = 60 + 8·x − 0.5·(y − 50) + 10·[push] + noise of deviation 12, cut at 0 (which hardly happens).</summary>
    public static SimulatedResponses Amounts(int rows, ulong seed) =>
        Of(rows, seed, isBinary: false, (x, y, channel, _) => 60 + (8 * x) - (0.5 * (y - 50)) + (channel == "push" ? 10 : 0));

    /// <summary>Amount = 40 + 25·[x and y − 50 have one sign] + noise.</summary>
    public static SimulatedResponses InteractingAmounts(int rows, ulong seed) =>
        Of(rows, seed, isBinary: false, (x, y, _, _) => 60 + (x * (y - 50) > 0 ? 12 : -12));

    /// <summary>Users with ten rows each, a taste of their own and a feature of their own: rows of a user are alike.</summary>
    public static SimulatedResponses Grouped(int users, ulong seed)
    {
        var random = new SplittableRandom(seed);
        var rows = new List<ResponseRow>();
        for (var user = 0; user < users; user++)
        {
            var (trait, taste) = (random.NextNormal(), 8 * random.NextNormal());
            for (var row = 0; row < 10; row++)
            {
                var amount = Math.Max(0, 100 + (5 * trait) + taste + (8 * random.NextNormal()));
                rows.Add(new ResponseRow(First.AddMinutes(rows.Count), [FeatureValue.Of(trait)], amount, Number(user)));
            }
        }
        return new SimulatedResponses(new ResponseData(ResponseOutcome.ViewTime, [new("trait", FeatureSort.Number)], rows), []);
    }

    private static SimulatedResponses Of(int count, ulong seed, bool isBinary, Func<double, double, string, int, double> score)
    {
        var random = new SplittableRandom(seed);
        var (rows, expected) = (new List<ResponseRow>(), new List<double>());
        for (var row = 0; row < count; row++)
        {
            var (x, y, channel) = (random.NextNormal(), 50 + (10 * random.NextNormal()), random.NextDouble() < 0.4 ? "push" : "feed");
            var at = score(x, y, channel, row);
            expected.Add(isBinary ? 1 / (1 + Math.Exp(-at)) : at);
            var outcome = isBinary ? (random.NextDouble() < expected[^1] ? 1 : 0) : Math.Max(0, at + (12 * random.NextNormal()));
            rows.Add(new ResponseRow(First.AddMinutes(row), [FeatureValue.Of(x), FeatureValue.Of(y), FeatureValue.Of(channel)], outcome));
        }
        ResponseFeature[] features = [new("x", FeatureSort.Number), new("y", FeatureSort.Number), new("channel", FeatureSort.Category)];
        return new SimulatedResponses(
            new ResponseData(isBinary ? ResponseOutcome.Click : ResponseOutcome.ViewTime, features, rows),
            expected
        );
    }

    private static string Number(int user) => user.ToString(CultureInfo.InvariantCulture);
}
