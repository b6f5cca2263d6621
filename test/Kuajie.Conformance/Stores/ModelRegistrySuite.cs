using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every model registry must do, whatever its engine.</summary>
public abstract class ModelRegistrySuite
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>The registry under test, empty at first.</summary>
    protected abstract IModelRegistry Registry { get; }

    [Fact]
    public void Find_RoundTripsEveryField()
    {
        var version = Version("v1") with { Seed = ulong.MaxValue, MetricsJson = null, TrainingSeconds = 0.1 };
        Registry.Add(version);

        var found = Registry.Find("v1");

        Assert.Equal(version with { Domains = found!.Domains }, found);
        Assert.Equal(["knowledge", "sports"], found.Domains);
        Assert.Null(Registry.Find("v2"));
    }

    [Fact]
    public void Served_PresentVersionFirstThenThoseBefore_EachOnce()
    {
        foreach (var id in (string[])["v1", "v2", "v3"])
        {
            Registry.Add(Version(id));
            Registry.Promote(id, null);
        }
        Registry.Promote("v1", null);
        Registry.Promote("v2", "knowledge");

        Assert.Equal(["v1", "v3", "v2"], Registry.Served(null, "sports"));
        Assert.Equal(["v2"], Registry.Served("knowledge", "sports"));
        Assert.Empty(Registry.Served(null, "knowledge"));
    }

    [Fact]
    public void ServingSince_Promoted_IsTheMomentOfTheLatestPromotion()
    {
        Registry.Add(Version("v1"));
        Assert.Null(Registry.ServingSince(null, "sports"));

        Registry.Promote("v1", null);

        Assert.NotNull(Registry.ServingSince(null, "sports"));
        Assert.Null(Registry.ServingSince("knowledge", "sports"));
    }

    [Fact]
    public void All_NewestFirst()
    {
        Registry.Add(Version("v1"));
        Registry.Add(Version("v3") with { TrainedAt = At.AddDays(2) });
        Registry.Add(Version("v2") with { TrainedAt = At.AddDays(1) });

        Assert.Equal(["v3", "v2", "v1"], Registry.All().Select(version => version.VersionId));
    }

    [Fact]
    public void AddServing_RecordsAndPromotes_OrNeither()
    {
        Registry.AddServing(Version("v1"), ["knowledge"]);
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);

        Assert.Equal("wrong-source-domain", Assert.Throws<KuajieException>(() => Registry.AddServing(Version("v2"), ["tennis"])).Code);
        Assert.Null(Registry.Find("v2"));
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);
    }

    [Fact]
    public void AddServing_SeveralSources_ServesEachDirection()
    {
        Registry.AddServing(Version("v1") with { Domains = ["knowledge", "auto", "sports"] }, ["knowledge", "auto"]);
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);
        Assert.Equal("v1", Registry.Serving("auto", "sports")!.VersionId);
        Assert.Null(Registry.Serving(null, "sports"));
    }

    [Fact]
    public void RollBack_TakesPromotionsBackOneVersionAtATime()
    {
        foreach (var id in (string[])["v1", "v2", "v3"])
        {
            Registry.AddServing(Version(id), ["knowledge"]);
        }
        Registry.Promote("v3", "knowledge");

        Assert.Equal("v2", Registry.RollBack("knowledge", "sports")!.VersionId);
        Assert.Equal("v2", Registry.Serving("knowledge", "sports")!.VersionId);
        Assert.Equal(["v2", "v1"], Registry.Served("knowledge", "sports"));
        Assert.Equal("v1", Registry.RollBack("knowledge", "sports")!.VersionId);
        Assert.Null(Registry.RollBack("knowledge", "sports"));
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);
        Assert.Null(Registry.RollBack(null, "sports"));
        Assert.NotNull(Registry.Find("v3"));
    }

    [Fact]
    public void Serving_LatestPromotionOfTheDirection()
    {
        Registry.Add(Version("v1"));
        Registry.Add(Version("v2"));
        Assert.Null(Registry.Serving("knowledge", "sports"));

        Registry.Promote("v1", "knowledge");
        Registry.Promote("v2", "knowledge");
        Assert.Equal("v2", Registry.Serving("knowledge", "sports")!.VersionId);

        Registry.Promote("v1", "knowledge");
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);
    }

    [Fact]
    public void Remove_ServingVersion_LetsTheOneBeforeServeAgain()
    {
        Registry.Add(Version("v1"));
        Registry.Add(Version("v2"));
        Registry.Promote("v1", "knowledge");
        Registry.Promote("v2", "knowledge");

        Registry.Remove("v2");
        Registry.Remove("v2");

        Assert.Null(Registry.Find("v2"));
        Assert.Equal(["v1"], Registry.All().Select(version => version.VersionId));
        Assert.Equal("v1", Registry.Serving("knowledge", "sports")!.VersionId);
        Registry.Remove("v1");
        Assert.Null(Registry.Serving("knowledge", "sports"));
        Assert.Empty(Registry.ServingAll());
    }

    [Fact]
    public void Serving_DirectionsAreIndependent()
    {
        Registry.Add(Version("cross"));
        Registry.Add(Version("own"));
        Registry.Promote("cross", "knowledge");
        Registry.Promote("own", null);

        Assert.Equal("cross", Registry.Serving("knowledge", "sports")!.VersionId);
        Assert.Equal("own", Registry.Serving(null, "sports")!.VersionId);
        Assert.Null(Registry.Serving("sports", "knowledge"));
        Assert.Null(Registry.Serving(null, "knowledge"));
    }

    [Fact]
    public void ServingAll_LatestOfEachDirectionInOrder()
    {
        Registry.Add(Version("v1"));
        Registry.Add(Version("v2"));
        Registry.Promote("v1", "knowledge");
        Registry.Promote("v2", "knowledge");
        Registry.Promote("v1", null);

        Assert.Equal([new ServingPlace(null, "sports", "v1"), new ServingPlace("knowledge", "sports", "v2")], Registry.ServingAll());
    }

    [Fact]
    public void Promote_Unknown_RefusesWithTheCure() =>
        Assert.Equal("unknown-model-version", Assert.Throws<KuajieException>(() => Registry.Promote("nothing", null)).Code);

    [Theory]
    [InlineData("auto")]
    [InlineData("sports")]
    public void Promote_SourceItWasNotTrainedOn_Refuses(string source)
    {
        Registry.Add(Version("v1"));

        var fault = Assert.Throws<KuajieException>(() => Registry.Promote("v1", source));

        Assert.Equal("wrong-source-domain", fault.Code);
        Assert.Contains("knowledge", fault.Expected, StringComparison.Ordinal);
    }

    private static ModelVersion Version(string id) =>
        new(
            id,
            "joint-als",
            ["knowledge", "sports"],
            "sports",
            """{"rank":32}""",
            7,
            "{}",
            "data",
            "0.1.0",
            At,
            1.5,
            "sum",
            """{"hr@10":0.2}"""
        );
}
