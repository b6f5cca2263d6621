using System.Globalization;
using CsCheck;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Audience.Clustering;

public sealed class ClusteringTests
{
    [Fact]
    public void Cluster_Cancelled_StopsBeforeTheNextTraining()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            new ProfileClusterer().Cluster(SimulatedAudience.Profiles(60, 2, 0.5), cancellation: cancelled.Token)
        );
    }

    [Fact]
    public void Cluster_Told_CountsEveryTrainingAndCanBeEndedInAnyStage()
    {
        var profiles = SimulatedAudience.Profiles(60, 2, 0.5);
        var told = new List<AudienceProgress>();
        new ProfileClusterer { Most = 4 }.Cluster(profiles, progress: new Told(told.Add));

        Assert.Equal(
            [(AudienceStage.Trying, 3L), (AudienceStage.Comparing, 19L), (AudienceStage.Reseeding, 5L)],
            told.Where(step => step.Done == step.Total).Select(step => (step.Stage, step.Done))
        );
        Assert.Equal(
            Enumerable.Range(0, 4).Select(done => (long)done),
            told.Where(step => step.Stage == AudienceStage.Trying).Select(step => step.Done)
        );
        foreach (var stage in told.Select(step => step.Stage).Distinct())
        {
            using var ending = new CancellationTokenSource();
            var after = 0;
            var teller = new Told(step =>
            {
                after += ending.IsCancellationRequested ? 1 : 0;
                if (step.Stage == stage)
                {
                    ending.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() =>
                new ProfileClusterer { Most = 4 }.Cluster(profiles, progress: teller, cancellation: ending.Token)
            );
            Assert.Equal(0, after);
        }
    }

    private sealed class Told(Action<AudienceProgress> tell) : IProgress<AudienceProgress>
    {
        public void Report(AudienceProgress value) => tell(value);
    }

    [Fact]
    public void Cluster_ThreePlantedKinds_FindsNamesAndReassignsThem()
    {
        var profiles = SimulatedAudience.Profiles(300, 3, 0.85);

        var found = new ProfileClusterer().Cluster(profiles);

        Assert.True(found.HasStructure, string.Join(' ', found.Choices) + found.Verdict);
        Assert.True(found.Segments.Count == 3, string.Join(' ', found.Choices) + found.Verdict);
        Assert.True(AdjustedRandIndex.Of(Kinds(profiles), Assigned(found.Model!, profiles)) > 0.9);
        Assert.Equal(300, found.Segments.Sum(segment => segment.Users.Count));
        Assert.All(
            found.Segments,
            segment =>
            {
                Assert.All(
                    segment.Users,
                    user => Assert.Equal(segment.Number, found.Model!.Assign(profiles.First(each => each.UserId == user)))
                );
                Assert.True(segment.Tags is [{ Lift: > 1.5 }, { Lift: > 1.5 }, ..]);
            }
        );
        Assert.Contains(found.Segments, segment => segment.Name.Arguments[0] is "cars · running" or "running · cars");
        Assert.True(found.Segments.Zip(found.Segments.Skip(1)).All(pair => pair.First.Users.Count >= pair.Second.Users.Count));
    }

    [Fact]
    public void Cluster_UsersAlike_SaysThatNoStructureWasFound()
    {
        var found = new ProfileClusterer { Most = 4 }.Cluster(SimulatedAudience.Profiles(200, 1, 0));

        Assert.False(found.HasStructure, string.Join(' ', found.Choices) + found.Verdict);
        Assert.Equal("ClustersNone", found.Verdict.Code);
    }

    [Fact]
    public void Cluster_Twice_GivesTheSame()
    {
        var profiles = SimulatedAudience.Profiles(120, 2, 0.8);
        var clusterer = new ProfileClusterer { Most = 3 };

        var (first, second) = (clusterer.Cluster(profiles), clusterer.Cluster(profiles));

        Assert.Equal(first.Choices, second.Choices);
        Assert.Equal(first.Stability, second.Stability);
        Assert.Equal(first.Model!.Centres.SelectMany(centre => centre), second.Model!.Centres.SelectMany(centre => centre));
    }

    [Fact]
    public void Cluster_OnFactorsAlone_UsesThem()
    {
        // Users alike in all but a factor.
        var profiles = SimulatedAudience.Profiles(100, 1, 0);
        double[][] factors =
        [
            .. profiles.Select(
                (_, user) =>
                    new double[] { user % 2, user % 2, user % 2, user % 2, user % 2 }
                        .Select(value => (8 * value) - 4)
                        .ToArray()
            ),
        ];

        var found = new ProfileClusterer { Most = 2, MostTags = 0 }.Cluster(profiles, factors);

        Assert.Equal("factor:4", found.Model!.Schema.Names[^1]);
        int[] assigned = [.. profiles.Select((profile, user) => found.Model.Assign(profile, factors[user]))];
        Assert.Equal(1, AdjustedRandIndex.Of([.. profiles.Select((_, user) => user % 2)], assigned), 1e-12);
    }

    [Fact]
    public void Cluster_FewUsers_SaysHowManyAreNeeded()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        var found = new ProfileClusterer().Cluster(SimulatedAudience.Profiles(20, 2, 0.5));

        Assert.Null(found.Model);
        Assert.Equal("Found 20 users; 50 are needed to look for clusters.", found.Verdict.ToString());
    }

    [Fact]
    public void Cluster_ImpossibleInputs_NamesThemAll()
    {
        var faults = Assert
            .Throws<InvalidInputException>(() =>
                new ProfileClusterer { Fewest = 1, MostTags = -1 }.Cluster(SimulatedAudience.Profiles(60, 2, 0.5), [])
            )
            .Faults;

        Assert.Equal(["ClusterBounds", "ClusterMostTags", "FactorRows"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void Row_FactorsThatAreNoNumbers_AreRefused()
    {
        var profile = SimulatedAudience.Profiles(2, 1, 0)[0];

        Assert.Throws<InvalidInputException>(() => FeatureSchema.Of([profile], 5, 1).Row(profile, [double.NaN]));
        Assert.Throws<InvalidInputException>(() => FeatureSchema.Of([profile], 5, 1).Row(profile));
    }

    [Fact]
    public void RandIndex_OfAKnownTable_IsAsCountedByHand()
    {
        // Cells 2, 1 / 1, 2: two pairs together in both; rows 3 + 3, columns 1 + 1 + 1 of 15: (2 − 1.2) / (4.5 − 1.2).
        Assert.Equal(0.8 / 3.3, AdjustedRandIndex.Of([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]), 1e-12);
        Assert.Equal(1, AdjustedRandIndex.Of([0, 0, 1], [7, 7, 3]));
        Assert.Equal(1, AdjustedRandIndex.Of([0, 0], [1, 1]));
        Assert.Throws<ArgumentException>(() => AdjustedRandIndex.Of([0], [0, 1]));
    }

    [Fact]
    public void RandIndex_OfAnyGroupings_IsSymmetricAndAtMostOne() =>
        Gen.Int[0, 3]
            .Array[2, 30]
            .SelectMany(first => Gen.Int[0, 3].Array[first.Length].Select(second => (first, second)))
            .Sample(each =>
            {
                var index = AdjustedRandIndex.Of(each.first, each.second);
                Assert.InRange(index, -1, 1);
                Assert.Equal(index, AdjustedRandIndex.Of(each.second, each.first), 1e-12);
                Assert.Equal(1, AdjustedRandIndex.Of(each.first, each.first), 1e-12);
            });

    [Fact]
    public void Silhouette_OfThreePoints_IsAsCountedByHand()
    {
        double[][] rows =
        [
            [0],
            [1],
            [10],
        ];

        // (10 − 1)/10, (9 − 1)/9, alone 0.
        Assert.Equal((0.9 + (8.0 / 9)) / 3, Silhouette.Of(rows, [0, 0, 1]), 1e-12);
        Assert.Equal(0, Silhouette.Of(rows, [0, 0, 0]));
        Assert.Equal(0, Silhouette.Of([], []));
        Assert.Equal(
            0,
            Silhouette.Of(
                [
                    [1],
                    [1],
                ],
                [0, 1]
            )
        );
    }

    [Fact]
    public void Scale_OfAConstantFeature_IsZeroAndOutliersAreHeld()
    {
        double[][] rows = [.. Enumerable.Range(0, 100).Select(row => new double[] { 5, row == 0 ? 1000 : 0 })];

        var scale = Standardisation.Of(rows);

        Assert.Equal([5, 10], scale.Means);
        Assert.Equal(0, scale.Deviations[0]);
        Assert.Equal([0, 3], scale.Apply(rows[0]));
        Assert.Equal([0, -10 / scale.Deviations[1]], scale.Apply([77, 0]));
    }

    private static int[] Kinds(IReadOnlyList<UserProfile> profiles) => [.. profiles.Select(each => SimulatedAudience.KindOf(each.UserId))];

    private static int[] Assigned(ClusterModel model, IReadOnlyList<UserProfile> profiles) =>
        [.. profiles.Select(each => model.Assign(each))];
}
