using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Content;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Tests.SampleWorld;

/// <summary>
/// A sample world whose two sides share nobody, as far as training knows: content alone must carry taste to people who are new to the target. Who is who is
/// revealed only to ask what such people, known by their past on the other side, did in the target.
/// </summary>
public sealed class ContentTransferTests(ContentTransferTests.UnlinkedWorld unlinked) : IClassFixture<ContentTransferTests.UnlinkedWorld>
{
    /// <summary>Measured: 40.4 % where popularity has 32.0 % for partner items, 31.4 % and 26.6 % for courses; with the words alone 35.3 % and 29.1 %.</summary>
    [Theory]
    [InlineData(1, 1.2)]
    [InlineData(0, 1.1)]
    public void Score_ColdUsersWithoutAnyLinkInTraining_BeatsPopularityClearly(int target, double floor)
    {
        var found = HitRate("content-bridge", "{}", target);
        var wordsAlone = HitRate("content-bridge", "{\"audienceShare\":0}", target);
        var popular = HitRate("popularity", "{}", target);

        Assert.True(found > floor * popular, $"{found:P1} of what they did is in the first ten, by popularity {popular:P1}");
        Assert.True(wordsAlone > popular, $"{wordsAlone:P1} without the audience's part, by popularity {popular:P1}");
    }

    /// <summary>Nothing but words speaks for an item that nobody touched yet.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Score_ItemsNobodyTouched_ArePlacedByTaste(int target)
    {
        var domain = target == 0 ? unlinked.World.Knowledge : unlinked.World.Partner;
        var data = unlinked.Dataset.Domains[target];
        var tasteOf = domain.Items.ToDictionary(item => item.ItemId, item => item.Taste, StringComparer.Ordinal);
        var users = data.Interactions.Transpose();
        var model = ModelCatalog
            .Find("content")!
            .CreateTrainer("{\"popularityBoost\":0}")
            .Train(unlinked.Dataset, target, new TrainingRun());
        var scores = new float[data.Items.Count];
        var (near, count) = (0, 0);
        foreach (var item in Enumerable.Range(0, data.Items.Count).Where(item => users.RowLength(item) == 0))
        {
            model.Score(UserHistory.Empty(2).With(target, new DomainHistory(new[] { item }, new[] { 1f }, default)), scores);
            var nearest = Enumerable.Range(0, scores.Length).Where(other => other != item).MaxBy(other => scores[other]);
            near += tasteOf[data.Items[nearest]] == tasteOf[data.Items[item]] ? 1 : 0;
            count++;
        }
        Assert.True(count >= 10, $"{count} items without a user");
        Assert.True(near > 0.8 * count, $"{near} of {count} are nearest to an item of their own taste");
    }

    private double HitRate(string model, string options, int target)
    {
        var trained = ModelCatalog.Find(model)!.CreateTrainer(options).Train(unlinked.Dataset, target, new TrainingRun());
        var scores = new float[unlinked.Dataset.Domains[target].Items.Count];
        var (hits, asked) = (0.0, 0);
        foreach (var (knowledge, partner) in unlinked.World.Links().Take(600))
        {
            var ids = new[] { knowledge, partner };
            var past = HistoryOf(1 - target, ids[1 - target]);
            var truth = HistoryOf(target, ids[target]);
            if (past.Count == 0 || truth.Count == 0)
            {
                continue;
            }
            trained.Score(UserHistory.Empty(2).With(1 - target, past), scores);
            var top = Enumerable.Range(0, scores.Length).OrderByDescending(item => scores[item]).Take(10).ToHashSet();
            hits += truth.Items.ToArray().Count(top.Contains) / (double)Math.Min(10, truth.Count);
            asked++;
        }
        return hits / asked;
    }

    private DomainHistory HistoryOf(int domain, string userId) =>
        unlinked.Dataset.Domains[domain].UserIndexOf(userId) is >= 0 and var user
            ? unlinked.Dataset.Domains[domain].HistoryOf(user)
            : DomainHistory.Empty;

    public sealed class UnlinkedWorld
    {
        public UnlinkedWorld()
        {
            Dataset = CatalogContent.AddTo(
                PlantedAffinityTests.Dataset(World, isLinked: false),
                [Catalog(World.Knowledge), Catalog(World.Partner)]
            );
        }

        public World World { get; } = World.Generate(new WorldOptions { Users = 2_000, Seed = 8 });

        public InteractionDataset Dataset { get; }

        private static Dictionary<string, Item> Catalog(WorldDomain domain) =>
            domain.Items.ToDictionary(
                item => item.ItemId,
                item => new Item(
                    domain.Name,
                    item.ItemId,
                    item.Kind,
                    item.Title,
                    item.Description,
                    item.Tags,
                    item.PriceMinorUnits,
                    "CNY",
                    null,
                    null,
                    null,
                    JsonSerializer.Serialize(item.Attributes.ToDictionary(pair => pair.Key, pair => pair.Value))
                ),
                StringComparer.Ordinal
            );
    }
}
