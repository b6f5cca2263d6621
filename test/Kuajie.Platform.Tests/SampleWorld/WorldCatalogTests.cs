using Kuajie.Platform.Faults;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.Tests.SampleWorld;

public sealed class WorldCatalogTests
{
    public static TheoryData<string> Scenarios => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Generate_AnyScenario_ItemsAreManyUniqueAndTagged(string scenario)
    {
        var world = World.Generate(new WorldOptions { Scenario = scenario, Users = 100 });
        Assert.Equal(600, world.Knowledge.Items.Count);
        Assert.Equal(360, world.Partner.Items.Count);
        foreach (var domain in new[] { world.Knowledge, world.Partner })
        {
            Assert.Equal(domain.Items.Count, domain.Items.Select(item => item.Title).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(domain.Items.Count, domain.Items.Select(item => item.ItemId).Distinct(StringComparer.Ordinal).Count());
            Assert.All(domain.Items, item => Assert.NotEmpty(item.Tags));
            Assert.All(domain.Items, item => Assert.Equal(item.Tags.Count, item.Tags.Distinct(StringComparer.Ordinal).Count()));
            Assert.InRange(domain.Items.Count(item => item.Language == "en") / (double)domain.Items.Count, 0.25, 0.4);
            Assert.InRange(domain.Items.Count(item => item.Popularity <= 0), 10, domain.Items.Count / 10);
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Generate_AnyScenario_NoTextHasAnUnfilledPlaceholder(string scenario)
    {
        var world = World.Generate(new WorldOptions { Scenario = scenario, Users = 100 });
        foreach (var item in world.Knowledge.Items.Concat(world.Partner.Items))
        {
            Assert.Equal(-1, $"{item.Title}{item.Description}".AsSpan().IndexOfAny('{', '}', '@'));
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Generate_AnyScenario_LanguageOfTitleIsTheItems(string scenario)
    {
        var world = World.Generate(new WorldOptions { Scenario = scenario, Users = 100 });
        foreach (var item in world.Knowledge.Items.Concat(world.Partner.Items))
        {
            Assert.Equal(item.Language == "zh", item.Title.Any(letter => letter is >= '一' and <= '鿿'));
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Generate_AnyScenario_SomeTastesAreSharedAndSomeLiveOnOneSide(string scenario)
    {
        var tastes = World.Generate(new WorldOptions { Scenario = scenario, Users = 100 }).Tastes;
        Assert.True(tastes.Count(taste => taste.IsShared) >= 5);
        Assert.True(tastes.Count(taste => taste.PartnerFace is null) >= 2);
        Assert.True(tastes.Count(taste => taste.KnowledgeFace is null) >= 2);
    }

    [Fact]
    public void Generate_Finance_EveryProductHasARiskLevel()
    {
        var world = World.Generate(new WorldOptions { Scenario = "finance", Users = 100 });
        var levels = world.Partner.Items.Select(item => item.Attributes.Single(attribute => attribute.Key == "risk_level").Value);
        Assert.Equal<object>(["R1", "R2", "R3", "R4", "R5"], levels.Distinct().OrderBy(level => (string)level, StringComparer.Ordinal));
    }

    [Fact]
    public void Generate_Sports_EventsHaveTimeVenueAndAthletesAndStarsHaveProfiles()
    {
        var items = World.Generate(new WorldOptions { Users = 100 }).Partner.Items;
        var keys = items
            .GroupBy(item => item.Kind)
            .ToDictionary(kind => kind.Key, kind => kind.First().Attributes.Select(a => a.Key).ToArray());
        Assert.Equal(["starts_at", "venue", "city", "athletes"], keys["event"]);
        Assert.Contains("profile", keys["star"]);
    }

    [Theory]
    [InlineData("golf", 5_000, "unknown-scenario")]
    [InlineData("sports", 99, "users-out-of-range")]
    [InlineData("sports", 1_000_001, "users-out-of-range")]
    public void Generate_OptionsOutOfRange_UsageFault(string scenario, int users, string code)
    {
        var fault = Assert.Throws<KuajieException>(() => World.Generate(new WorldOptions { Scenario = scenario, Users = users }));
        Assert.Equal(code, fault.Code);
        Assert.True(fault.IsUsage);
    }

    [Fact]
    public void Generate_UnknownScenario_ListsTheChoices()
    {
        var fault = Assert.Throws<KuajieException>(() => World.Generate(new WorldOptions { Scenario = "golf" }));
        Assert.Contains("sports, auto, streaming, culture, finance", fault.Expected, StringComparison.Ordinal);
    }
}
