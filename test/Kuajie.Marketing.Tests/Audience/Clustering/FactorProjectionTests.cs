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
