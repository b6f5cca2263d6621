using Kuajie.Algorithms.Datasets;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.SampleWorld;
using Kuajie.Platform.SampleWorld.Words;

namespace Kuajie.Platform.Tests.SampleWorld;

public sealed class PlantedAffinityTests
{
    public static TheoryData<string> Scenarios => [.. ScenarioLibrary.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Interactions_WithinOneDomain_ItemsOfOneTasteMeetFarMoreOftenThanChance(string scenario)
    {
        var world = World.Generate(new WorldOptions { Scenario = scenario, Users = 1_500 });
        foreach (var domain in new[] { world.Knowledge, world.Partner })
        {
            var (within, between) = CoOccurrence(domain, domain, Baskets(domain), user => user, world.Tastes.Count);
            Assert.True(within > 2.5 * between, $"{scenario} {domain.Name}: {within:0.00} within, {between:0.00} between");
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Interactions_OfLinkedUsers_SharedTastesCarryOver(string scenario)
    {
        var world = World.Generate(new WorldOptions { Scenario = scenario, Users = 3_000 });
        var partnerOf = world.Links().ToDictionary(link => link.KnowledgeUser, link => link.PartnerUser);
        var (within, between) = CoOccurrence(
            world.Knowledge,
            world.Partner,
            Baskets(world.Partner),
            user => partnerOf.GetValueOrDefault(user),
            world.Tastes.Count
        );
        Assert.True(within > 2.5 * between, $"{scenario}: {within:0.00} within, {between:0.00} between");
    }

    /// <summary>The bridge statistic of the product's formulas, over linked users, must find the planted taste where popularity cannot.</summary>
    [Fact]
    public void BridgeStatistic_OnAnInteractionDataset_RecoversPlantedTasteAndBeatsPopularity()
    {
        var world = World.Generate(new WorldOptions { Users = 3_000, Seed = 3 });
        var dataset = Dataset(world);
        var similarity = Bridge(dataset);
        var (hits, popularHits, asked) = (0, 0, 0);
        var popularTaste = world.Partner.Items[MostPopular(dataset.Domains[1])].Taste;
        for (var course = 0; course < similarity.Length; course++)
        {
            var taste = world.Tastes[world.Knowledge.Items[course].Taste];
            if (taste.IsShared && similarity[course].Any(score => score > 0) && dataset.Domains[0].Items.Count > 0)
            {
                asked++;
                hits += BestTaste(similarity[course], world) == world.Knowledge.Items[course].Taste ? 1 : 0;
                popularHits += popularTaste == world.Knowledge.Items[course].Taste ? 1 : 0;
            }
        }
        Assert.True(asked > 250, $"{asked} courses asked");
        Assert.True(hits > 0.6 * asked, $"{hits} of {asked} recovered");
        Assert.True(hits > 3 * popularHits, $"{hits} by bridge, {popularHits} by popularity");
    }

    /// <summary>The dataset a workspace would build from a good import: known items, default weights, links unless they are left out.</summary>
    internal static InteractionDataset Dataset(World world, bool isLinked = true)
    {
        var builder = new InteractionDatasetBuilder();
        foreach (var domain in new[] { world.Knowledge, world.Partner })
        {
            var index = builder.AddDomain(domain.Name);
            var robots = domain.Robots.ToHashSet();
            foreach (var item in domain.Items)
            {
                builder.AddItem(index, item.ItemId);
            }
            foreach (var row in domain.Interactions().Where(row => !robots.Contains(row.UserId)))
            {
                builder.Add(
                    index,
                    row.UserId,
                    domain.Items[row.Item].ItemId,
                    (float)KindWeights.Default.Weights[row.Kind],
                    row.UnixSeconds
                );
            }
        }
        foreach (var (knowledgeUser, partnerUser) in isLinked ? world.Links() : [])
        {
            builder.Link(0, knowledgeUser, 1, partnerUser);
        }
        return builder.Build();
    }

    /// <summary>S[i,j]: cosine between a course's and a partner item's rows over users of both domains, shrunk by 5.</summary>
    private static double[][] Bridge(InteractionDataset dataset)
    {
        var (courses, things) = (dataset.Domains[0].Items.Count, dataset.Domains[1].Items.Count);
        var products = Enumerable.Range(0, courses).Select(_ => new double[things]).ToArray();
        var (courseNorms, thingNorms) = (new double[courses], new double[things]);
        for (var user = 0; user < dataset.UserCount; user++)
        {
            var (left, right) = (dataset.Domains[0].HistoryOf(user), dataset.Domains[1].HistoryOf(user));
            if (left.Count == 0 || right.Count == 0)
            {
                continue;
            }
            foreach (var course in left.Items.Span)
            {
                courseNorms[course]++;
                foreach (var thing in right.Items.Span)
                {
                    products[course][thing]++;
                }
            }
            foreach (var thing in right.Items.Span)
            {
                thingNorms[thing]++;
            }
        }
        for (var course = 0; course < courses; course++)
        {
            for (var thing = 0; thing < things; thing++)
            {
                products[course][thing] /= Math.Sqrt(courseNorms[course] * thingNorms[thing]) + 5;
            }
        }
        return products;
    }

    /// <summary>The taste with the highest mean similarity over the partner's items of that taste.</summary>
    private static int BestTaste(double[] similarity, World world) =>
        world
            .Partner.Items.Select((item, index) => (item.Taste, item.Popularity, Score: similarity[index]))
            .Where(item => item.Popularity > 0)
            .GroupBy(item => item.Taste)
            .MaxBy(taste => taste.Average(item => item.Score))!
            .Key;

    private static int MostPopular(DomainInteractions domain) =>
        Enumerable.Range(0, domain.Items.Count).MaxBy(item => domain.Interactions.Columns.Span.Count(item));

    private static Dictionary<string, HashSet<int>> Baskets(WorldDomain domain)
    {
        var robots = domain.Robots.ToHashSet();
        return domain
            .Interactions()
            .Where(row => !robots.Contains(row.UserId))
            .GroupBy(row => row.UserId)
            .ToDictionary(user => user.Key, user => user.Select(row => row.Item).ToHashSet());
    }

    /// <summary>Mean lift (seen pairs over pairs expected from taste totals, every user counting the same) of equal tastes, and of different ones.</summary>
    private static (double Within, double Between) CoOccurrence(
        WorldDomain left,
        WorldDomain right,
        Dictionary<string, HashSet<int>> rightBaskets,
        Func<string, string?> rightUserOf,
        int tasteCount
    )
    {
        var pairs = new double[tasteCount, tasteCount];
        var (leftTotals, rightTotals, total) = (new double[tasteCount], new double[tasteCount], 0.0);
        foreach (var (user, basket) in Baskets(left))
        {
            if (rightUserOf(user) is { } other && rightBaskets.TryGetValue(other, out var rightBasket))
            {
                var weight = 1.0 / (basket.Count * rightBasket.Count);
                foreach (var a in basket)
                {
                    foreach (var b in rightBasket.Where(b => left != right || a != b))
                    {
                        pairs[left.Items[a].Taste, right.Items[b].Taste] += weight;
                        leftTotals[left.Items[a].Taste] += weight;
                        rightTotals[right.Items[b].Taste] += weight;
                        total += weight;
                    }
                }
            }
        }
        List<double> within = [];
        List<double> between = [];
        for (var a = 0; a < tasteCount; a++)
        {
            for (var b = 0; b < tasteCount; b++)
            {
                if (leftTotals[a] > 0 && rightTotals[b] > 0)
                {
                    var lift = pairs[a, b] * total / (leftTotals[a] * rightTotals[b]);
                    (a == b ? within : between).Add(lift);
                }
            }
        }
        return (within.Average(), between.Average());
    }
}
