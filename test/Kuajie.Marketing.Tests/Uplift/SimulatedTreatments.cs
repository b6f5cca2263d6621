using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Uplift;

namespace Kuajie.Marketing.Tests.Uplift;

/// <summary>An invented experiment of which every person's true effect is known.</summary>
internal sealed record SimulatedTreatments(UpliftData Data, double[] Effects)
{
    private static readonly ResponseFeature[] Features =
    [
        new("recency", FeatureSort.Number),
        new("taste", FeatureSort.Number),
        new("channel", FeatureSort.Category),
    ];

    /// <summary>Who would buy anyhow is not who is moved: the effect is 0.25 for a strong taste reached by push, −0.05 for push without it, else 0; what they do anyway depends on recency alone.</summary>
    public static SimulatedTreatments Persuadables(int people, ulong seed, double propensity = 0.5) =>
        Of(
            people,
            seed,
            propensity,
            (taste, channel) =>
                channel != "push" ? 0
                : taste > 0 ? 0.25
                : -0.05
        );

    /// <summary>The treatment does the same to everybody.</summary>
    public static SimulatedTreatments Alike(int people, ulong seed, double effect) => Of(people, seed, 0.5, (_, _) => effect);

    private static SimulatedTreatments Of(int people, ulong seed, double propensity, Func<double, string, double> effectOf)
    {
        var random = new SplittableRandom(seed);
        var (rows, effects) = (new List<UpliftRow>(), new double[people]);
        for (var person = 0; person < people; person++)
        {
            var (recency, taste, channel) = (random.NextNormal(), random.NextNormal(), random.NextDouble() < 0.5 ? "push" : "feed");
            var anyway = 0.3 + (0.15 * Math.Tanh(recency));
            effects[person] = effectOf(taste, channel);
            var isTreated = random.NextDouble() < propensity;
            var outcome = random.NextDouble() < anyway + (isTreated ? effects[person] : 0) ? 1 : 0;
            rows.Add(
                new UpliftRow([FeatureValue.Of(recency), FeatureValue.Of(taste), FeatureValue.Of(channel)], isTreated, outcome, propensity)
            );
        }
        return new SimulatedTreatments(new UpliftData(Features, rows), effects);
    }
}
