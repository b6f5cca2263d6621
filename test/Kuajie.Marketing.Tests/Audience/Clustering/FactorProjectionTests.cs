using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;

namespace Kuajie.Marketing.Tests.Audience.Clustering;

public sealed class FactorProjectionTests
{
    [Fact]
    public void Fit_OnACross_IsAsCountedByHand()
    {
        // At length 1: (1, 0) twice, (−1, 0) twice, (0, 1), (0, −1); variances 4/6 across and 2/6 up, means 0.
        float[][] factors =
        [
            [2, 0],
            [9, 0],
            [-1, 0],
            [-5, 0],
            [0, 3],
            [0, -4],
        ];

        var projection = FactorProjection.Fit(factors, 1);

        Assert.Equal(1, projection.Count);
        Assert.Equal(2.0 / 3, projection.Share, 1e-6);
        Assert.Equal(1, Math.Abs(projection.Apply([7, 0])[0]), 1e-6);
        Assert.Equal(0, projection.Apply([0, 7])[0], 1e-6);
        Assert.Equal(-projection.Apply([0.1f, 0])[0], projection.Apply([-80, 0])[0], 1e-6);
        Assert.Equal(0, projection.Apply([0, 0])[0], 1e-6);
        Assert.Equal(2, FactorProjection.Fit(factors, 8).Count);
        Assert.Equal(1, FactorProjection.Fit(factors, 8).Share, 1e-6);
    }

    [Fact]
    public void Fit_OnUsersAllAlike_HasNoDirections()
    {
        var projection = FactorProjection.Fit(
            [
                [1, 2],
                [2, 4],
            ],
            8
        );

        Assert.Equal((0, 0.0), (projection.Count, Math.Round(projection.Share, 6)));
        Assert.Empty(projection.Apply([1, 2]));
    }

    [Fact]
    public void Fit_ImpossibleInputs_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => FactorProjection.Fit([], 8));
        Assert.Throws<ArgumentException>(() =>
            FactorProjection.Fit(
                [
                    [1],
                    [1, 2],
                ],
                8
            )
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            FactorProjection.Fit(
                [
                    [1],
                ],
                0
            )
        );
        Assert.Throws<ArgumentException>(() =>
            FactorProjection
                .Fit(
                    [
                        [1, 2],
                    ],
                    8
                )
                .Apply([1])
        );
    }

    [Fact]
    public void Weights_OfFactors_GoByHowMuchUsersDiffer()
    {
        var profiles = SimulatedAudience.Profiles(60, 2, 0.5);
        // Variances 9 and 1: of the group's weight 3, nine tenths and one tenth.
        double[][] factors = [.. profiles.Select((_, user) => new[] { user % 2 == 0 ? 3.0 : -3, user / 2 % 2 == 0 ? 1.0 : -1 })];

        var model = new ProfileClusterer { Most = 2 }
            .Cluster(profiles, factors)
            .Model!;

        Assert.Equal(Math.Sqrt(2.7), model.Schema.Weights[^2], 1e-12);
        Assert.Equal(Math.Sqrt(0.3), model.Schema.Weights[^1], 1e-12);
    }

    /// <summary>Tags, formats, and what formats count as a whole: their part of 3 by number, and half of what activity does at most.</summary>
    [Theory]
    [InlineData(0, 4, 0.5)]
    [InlineData(4, 4, 0.5)]
    [InlineData(9, 1, 0.3)]
    public void Weights_OfFormats_AreHalfOfActivityAtMost(int tags, int formats, double whole)
    {
        FeatureName[] names = [.. Enumerable.Range(0, 9).Select(number => new FeatureName($"n{number}", 0.1))];
        var profiles = SimulatedAudience
            .Profiles(60, 2, 0.5)
            .Select(profile => profile with { Tags = Named(tags), Categories = [], Formats = Named(formats) })
            .ToArray();

        var schema = FeatureSchema.Of(profiles, factorCount: 2);

        Assert.Equal((tags, formats), (schema.Tags.Count, schema.Formats.Count));
        Assert.Equal(tags == 0 ? 0 : 3 - whole, Squares(schema, 0, tags), 1e-12);
        Assert.Equal(whole, Squares(schema, tags, formats), 1e-12);
        Assert.Equal(1, Squares(schema, tags + formats, 4), 1e-12);
        Assert.Equal(3, Squares(schema, schema.Names.Count - 2, 2), 1e-12);
        var model = new ProfileClusterer { Most = 2 }
            .Cluster(profiles, [.. profiles.Select((_, user) => new[] { user % 2 == 0 ? 3.0 : -3, 1.0 })])
            .Model!;
        Assert.Equal(whole, model.Schema.FormatsWhole!.Value, 1e-12);
        Assert.Equal(whole, model.WithoutFactors().Schema.FormatsWhole!.Value, 1e-12);
        // Clusters that were stored before say nothing of it, and keep the weights they were found with.
        Assert.Equal(
            3.0 * formats / (tags + formats),
            Squares(new FeatureSchema(names[..tags], [], names[..formats], 0), tags, formats),
            1e-12
        );

        static Preference[] Named(int count) => [.. Enumerable.Range(0, count).Select(number => new Preference($"n{number}", 1, 10, 0.1))];

        static double Squares(FeatureSchema schema, int first, int count) =>
            schema.Weights.Skip(first).Take(count).Sum(weight => weight * weight);
    }

    [Fact]
    public void WithoutFactors_AModel_KeepsCentresAndScaleOfTheProfile()
    {
        var profiles = SimulatedAudience.Profiles(100, 2, 0.85);
        double[][] factors = [.. profiles.Select((_, user) => new[] { user % 2 == 0 ? 3.0 : -3 })];

        var found = new ProfileClusterer { Most = 2 }.Cluster(profiles, factors);
        var byProfile = found.Model!.WithoutFactors();

        Assert.Equal(found.Model.Schema.Names.SkipLast(1), byProfile.Schema.Names);
        Assert.Equal(found.Model.Schema.Weights.SkipLast(1), byProfile.Schema.Weights);
        Assert.Equal(found.Model.Centres[0].SkipLast(1), byProfile.Centres[0]);
        Assert.Equal(
            found.SameByProfile,
            profiles.Index().Average(each => byProfile.Assign(each.Item) == found.Model.Assign(each.Item, factors[each.Index]) ? 1.0 : 0)
        );
        Assert.InRange(found.SameByProfile, 0.9, 1);
        Assert.Same(byProfile, byProfile.WithoutFactors());
    }
}
