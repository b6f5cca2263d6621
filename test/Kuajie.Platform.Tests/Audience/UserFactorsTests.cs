using System.Globalization;
using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

/// <summary>Sixty users of two tastes for items without tags: profiles cannot tell them apart, a recommender can.</summary>
public sealed class UserFactorsTests : IDisposable
{
    private const string Shop = "shop";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ProfileClusterer Two = new() { Most = 2 };
    private readonly FakeTimeProvider clock = new(Now);
    private readonly InMemoryWorkspace workspace;
    private readonly AudienceProfiles profiles;
    private readonly UserFactors factors;
    private readonly AudienceSegments segments;

    public UserFactorsTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        workspace = new InMemoryWorkspace(clock);
        workspace.Partners.EnsureDomain(Shop);
        workspace.Catalog.Put([
            .. Enumerable
                .Range(0, 12)
                .Select(item => new Item(Shop, $"i{item}", "course", $"Course {item}", null, [], null, null, null, null, null, "{}")),
        ]);
        for (var user = 0; user < 60; user++)
        {
            for (var step = 0; step < 4; step++)
            {
                workspace.OwnInteractions.Add(
                    Shop,
                    $"u{user:00}",
                    $"i{(2 * ((user / 2 + step) % 6)) + (user % 2)}",
                    InteractionKind.Complete,
                    Now.AddDays(-step - (user / 2 % 3))
                );
            }
        }
        profiles = new AudienceProfiles(workspace, new TallyOptions(), clock);
        factors = new UserFactors(workspace);
        segments = new AudienceSegments(new InMemorySegmentStore(), profiles, factors, workspace.Links, clock);
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Cluster_WithTheServingModel_FindsTastesThatProfilesDoNotKnow()
    {
        var version = Train("implicit-als", """{"rank": 4}""");

        var both = segments.Cluster(Shop, Two);
        var alone = segments.Cluster(Shop, Two, new FactorUse(IsWanted: false));

        Assert.Equal(1, TasteIndex(both), 1e-12);
        Assert.InRange(TasteIndex(alone), -0.1, 0.2);
        Assert.Equal((version.VersionId, FactorAbsence.None), (both.Features.VersionId, both.Features.Absence));
        Assert.InRange(both.Features.Factors, 1, 4);
        Assert.InRange(both.Clustering.SameByProfile, 0.3, 0.8);
        Assert.Contains(
            $"{both.Features.Factors} directions of the factors of model {version.VersionId} (implicit-als)",
            both.Told,
            StringComparison.Ordinal
        );
        Assert.Equal("Compared: profiles alone, as asked.", alone.Told);
        Assert.Equal(1, alone.Clustering.SameByProfile);
    }

    [Fact]
    public void Cluster_Saved_IsDecidedByTheProfileAlone()
    {
        Train("implicit-als", """{"rank": 4}""");

        var found = segments.Cluster(Shop, Two).Clustering;
        segments.Save(Shop, segments.Cluster(Shop, Two), "taste");

        var byProfile = found.Model!.WithoutFactors();
        var stored = segments.Of(Shop);
        Assert.Equal(60, stored.Sum(segment => segments.UsersOf(segment).UserIds.Count));
        Assert.All(
            stored,
            segment =>
            {
                var cluster = StoredCluster.Of(segment.ClusterJson!);
                Assert.Equal(0, cluster.Model.Schema.FactorCount);
                Assert.All(
                    segments.UsersOf(segment).UserIds,
                    user => Assert.Equal(cluster.Number, byProfile.Assign(profiles.Profile(Shop, user)!))
                );
            }
        );
        var same = found.Segments.Sum(segment =>
            segment.Users.Count(user => byProfile.Assign(profiles.Profile(Shop, user)!) == segment.Number)
        );
        Assert.Equal(same / 60.0, found.SameByProfile, 1e-12);
    }

    [Fact]
    public void Read_EveryUser_GetsTheFactorOfTheirHistory()
    {
        var version = Train("implicit-als", """{"rank": 4}""");
        var all = profiles.Profiles(Shop);

        var rows = factors.Read(version, Shop, all, null, default)!;

        var served = ServedModel.Load(workspace.ModelFiles, version);
        var model = (IFactorModel)served.Model;
        float[][] expected =
        [
            .. all.Select(profile =>
            {
                var factor = new float[model.Rank];
                model.FoldIn(UserEvidence.Gather(workspace, served, Shop, profile.UserId).History, factor);
                return factor;
            }),
        ];
        var projection = FactorProjection.Fit(expected, UserFactors.MostDirections);
        Assert.Equal(60, rows.Count);
        Assert.All(rows.Zip(expected), pair => Assert.Equal(projection.Apply(pair.Second), pair.First));
    }

    [Fact]
    public void Read_AUserTheModelKnowsNothingOf_GetsTheMeanUser()
    {
        var version = Train("implicit-als", """{"rank": 4}""");
        workspace.Catalog.Put([new Item(Shop, "late", "course", "Late", null, [], null, null, null, null, null, "{}")]);
        workspace.OwnInteractions.Add(Shop, "late", "late", InteractionKind.Complete, Now);
        workspace.OwnInteractions.Add(Shop, "later", "late", InteractionKind.Complete, Now);
        profiles.Imported(Shop);

        var all = profiles.Profiles(Shop);
        var rows = factors.Read(version, Shop, all, null, default)!;

        Assert.Equal(62, rows.Count);
        var newcomers = all.Index().Where(each => each.Item.UserId.StartsWith("late", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, newcomers.Length);
        Assert.Equal(rows[newcomers[0].Index], rows[newcomers[1].Index]);
    }

    [Fact]
    public void FirstOf_BlendsAndGatedModels_IsTheirFirstPartWithFactors()
    {
        var blend = Load(
            Train(
                "blend",
                """{"parts":[{"model":"item-knn"},{"model":"implicit-als","options":"{\"rank\":4}"}],"weights":[1,1,1,1,1,1,1,1,1,1,1,1]}"""
            )
        );
        var plain = Load(Train("item-knn", "{}"));

        Assert.Same(((BlendModel)blend).Parts[1], UserFactors.FirstOf(blend));
        Assert.Same(((BlendModel)blend).Parts[1], UserFactors.FirstOf(new GatedModel(new GatedOptions(), plain, blend)));
        Assert.Null(UserFactors.FirstOf(plain));
    }

    [Fact]
    public void Cluster_WithoutAModelThatHasFactors_SaysWhyProfilesStandAlone()
    {
        var none = segments.Cluster(Shop, Two);
        var version = Train("item-knn", "{}");
        var plain = segments.Cluster(Shop, Two);

        Assert.Equal((FactorAbsence.NoModel, 0), (none.Features.Absence, none.Features.Factors));
        Assert.Contains("no model serves", none.Told, StringComparison.Ordinal);
        Assert.Equal((FactorAbsence.NoFactors, 0), (plain.Features.Absence, plain.Features.Factors));
        Assert.Contains(version.VersionId, plain.Told, StringComparison.Ordinal);
        Assert.Equal("model-without-factors", CodeOf(new FactorUse(VersionId: version.VersionId)));
        Assert.Equal("unknown-model-version", CodeOf(new FactorUse(VersionId: "nothing")));
    }

    [Fact]
    public void Answer_WithFactors_IsReadBackAsItWas()
    {
        Train("implicit-als", """{"rank": 4}""");
        var found = segments.Cluster(Shop, Two).WithoutUsers();

        var read = AudienceAnswer.TryRead(new AudienceAnswer(Clusters: found).ToJson())!.Clusters!;

        Assert.Equivalent(found, read, strict: true);
        Assert.Equal(found.Told, read.Told);
        Assert.True(read.Clustering.Model!.Schema.FactorCount > 0);
        segments.Save(Shop, found, "taste");
        Assert.Equal(2, segments.SavedNames(Shop, read, "taste").Count);
    }

    private string CodeOf(FactorUse use) => Assert.Throws<KuajieException>(() => segments.Cluster(Shop, Two, use)).Code;

    private static double TasteIndex(DomainClusters found) =>
        AdjustedRandIndex.Of(
            [
                .. found.Clustering.Segments.SelectMany(segment =>
                    segment.Users.Select(user => int.Parse(user[1..], CultureInfo.InvariantCulture) % 2)
                ),
            ],
            [.. found.Clustering.Segments.SelectMany(segment => segment.Users.Select(_ => segment.Number))]
        );

    private IModel Load(ModelVersion version) => ServedModel.Load(workspace.ModelFiles, version).Model;

    private ModelVersion Train(string model, string options)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        var request = new TrainingRequest
        {
            TargetDomain = Shop,
            Model = model,
            OptionsJson = options,
            Threads = 1,
        };
        return new TrainingWorkflow(workspace, clock).Train(request, new SilentListener(), default).Version;
    }
}
