using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Algorithms.Text;

namespace Kuajie.Conformance.Models;

/// <summary>Small two-domain data sets whose right answers are known by thought.</summary>
public static class ModelWorlds
{
    /// <summary>Items of each taste group and domain on the checkerboard.</summary>
    public const int GroupItems = 8;

    /// <summary>
    /// Two taste groups: items 0 … 7 of each domain belong to the first, 8 … 15 to the second. 30 users of each group do about two thirds of their
    /// group's items in both domains, weights 1 … 3; six more of each group are seen in one domain only. The group of a user is told by its id:
    /// <c>first…</c> or <c>second…</c>. Items of a group share words and tags across both domains.
    /// </summary>
    public static InteractionDataset Checkerboard()
    {
        var builder = new InteractionDatasetBuilder();
        var domains = new[] { builder.AddDomain("knowledge"), builder.AddDomain("sports") };
        foreach (var domain in domains)
        {
            for (var item = 0; item < 2 * GroupItems; item++)
            {
                builder.AddItem(domain, $"item{item}");
            }
        }
        var random = new SplittableRandom(11);
        foreach (var (group, name) in new[] { (0, "first"), (1, "second") })
        {
            for (var user = 0; user < 42; user++)
            {
                foreach (var domain in domains.Where(domain => user < 30 || user % 2 == domain))
                {
                    AddGroupItems(builder, domain, $"{name}{user}", group, ref random);
                }
            }
        }
        builder.LinkSameIds(domains[0], domains[1]);
        return WithContent(builder.Build(), GroupItems, hasVectors: true);
    }

    /// <summary>The same interactions without any content.</summary>
    public static InteractionDataset WithoutContent(InteractionDataset dataset) =>
        dataset.WithContent(new ItemContent?[dataset.Domains.Count]);

    /// <summary>
    /// 240 users with one of six tastes shared by both domains of 150 items; four fifths of a user's twelve items per domain come from the taste, more
    /// popular ones more often. One item of every user in the target is held out.
    /// </summary>
    /// <returns>The data and the held-out (user index, item index) pairs.</returns>
    public static (InteractionDataset Dataset, IReadOnlyList<(int User, int Item)> HeldOut) Tastes(int target)
    {
        var builder = new InteractionDatasetBuilder();
        var domains = new[] { builder.AddDomain("knowledge"), builder.AddDomain("sports") };
        foreach (var domain in domains)
        {
            for (var item = 0; item < 150; item++)
            {
                builder.AddItem(domain, $"item{item}");
            }
        }
        var heldOut = new List<(string User, int Item)>();
        var random = new SplittableRandom(5);
        for (var user = 0; user < 240; user++)
        {
            foreach (var domain in domains)
            {
                var items = TasteItems(user % 6, ref random);
                foreach (var item in domain == target ? items.Skip(1) : items)
                {
                    builder.Add(
                        domain,
                        $"user{user}",
                        $"item{item}",
                        1 + random.NextInteger(3),
                        1_700_000_000 + random.NextInteger(10_000_000)
                    );
                }
                if (domain == target)
                {
                    heldOut.Add(($"user{user}", items[0]));
                }
            }
        }
        builder.LinkSameIds(domains[0], domains[1]);
        var dataset = WithContent(builder.Build(), 25, hasVectors: false);
        return (dataset, [.. heldOut.Select(row => (dataset.Domains[target].UserIndexOf(row.User), row.Item))]);
    }

    /// <summary>Items and users that never met: one domain with two items nobody touched, one with nothing at all.</summary>
    public static InteractionDataset Silent()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        builder.AddItem(knowledge, "c1");
        builder.AddItem(knowledge, "c2");
        builder.AddDomain("sports");
        return WithContent(builder.Build(), GroupItems, hasVectors: true);
    }

    /// <summary>Items nobody touched beside touched ones, users seen in one domain only, a user with a single row, no linked user.</summary>
    public static InteractionDataset Sparse()
    {
        var builder = new InteractionDatasetBuilder();
        var knowledge = builder.AddDomain("knowledge");
        var sports = builder.AddDomain("sports");
        builder.AddItem(knowledge, "untouched");
        builder.Add(knowledge, "u1", "c1", 2);
        builder.Add(knowledge, "u1", "c2");
        builder.Add(knowledge, "u2", "c1");
        builder.Add(sports, "s1", "e1", 1000);
        builder.Add(sports, "s1", "e2", 0.001f);
        builder.AddItem(sports, "untouched");
        return WithContent(builder.Build(), 2, hasVectors: true);
    }

    /// <summary>Share of held-out items among the ten best unseen items of their user.</summary>
    public static double HitRateAt10(
        Kuajie.Algorithms.Models.IModel model,
        InteractionDataset dataset,
        IEnumerable<(int User, int Item)> heldOut
    )
    {
        var seen = dataset.Domains[model.TargetDomain].Interactions;
        var scores = new float[seen.ColumnCount];
        var (hits, count) = (0, 0);
        foreach (var (user, item) in heldOut)
        {
            model.Score(dataset.HistoryOf(user), scores);
            var better = Enumerable.Range(0, scores.Length).Count(other => scores[other] > scores[item] && !seen.Contains(user, other));
            hits += better < 10 ? 1 : 0;
            count++;
        }
        return (double)hits / count;
    }

    /// <summary>
    /// Gives items by their index a group's tag, words of the group and one word that all groups use; vectors, if any, point along the group's axis.
    /// </summary>
    private static InteractionDataset WithContent(InteractionDataset dataset, int groupItems, bool hasVectors)
    {
        const int axes = 6;
        var builder = new TextContentBuilder(new TextContentOptions { MostItemShare = 0.6 });
        foreach (var domain in dataset.Domains)
        {
            var index = builder.AddDomain();
            for (var item = 0; item < domain.Items.Count; item++)
            {
                var group = item / groupItems;
                builder.Add(index, new ItemText($"topic{group} {(item % 2 == 0 ? "even" : "odd")}", null, [$"tag{group}"], []));
            }
        }
        var contents = builder.Build();
        return dataset.WithContent([
            .. contents.Select(content =>
                hasVectors ? content.WithVectors(GroupVectors(content.Terms.RowCount, groupItems, axes), axes) : content
            ),
        ]);
    }

    private static float[] GroupVectors(int items, int groupItems, int axes)
    {
        var vectors = new float[items * axes];
        for (var item = 0; item < items; item++)
        {
            vectors[(item * axes) + (item / groupItems % axes)] = 1 + (item % 3);
            vectors[(item * axes) + axes - 1] += 0.25f;
        }
        return vectors;
    }

    private static void AddGroupItems(InteractionDatasetBuilder builder, int domain, string user, int group, ref SplittableRandom random)
    {
        for (var item = 0; item < GroupItems; item++)
        {
            if (random.NextInteger(3) > 0 || item == 0)
            {
                builder.Add(
                    domain,
                    user,
                    $"item{(group * GroupItems) + item}",
                    1 + random.NextInteger(3),
                    1_700_000_000 + random.NextInteger(1_000_000)
                );
            }
        }
    }

    private static List<int> TasteItems(int taste, ref SplittableRandom random)
    {
        var items = new List<int>();
        while (items.Count < 12)
        {
            var popularPlace = (int)(25 * random.NextDouble() * random.NextDouble());
            var item = random.NextInteger(5) > 0 ? (taste * 25) + popularPlace : random.NextInteger(150);
            if (!items.Contains(item))
            {
                items.Add(item);
            }
        }
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items));
        return items;
    }
}
