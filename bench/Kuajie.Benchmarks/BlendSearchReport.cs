using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Synthetic;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Blend.Search;
using Kuajie.Algorithms.Numerics.Selection;
using Kuajie.Algorithms.Numerics.Sparse;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Storage.Files;

namespace Kuajie.Benchmarks;

/// <summary>
/// Search of blends beside scoring every item: how many items it scores, and how much sooner it finds the same ten. Generated catalogs, large ones too, and public pairs for
/// tastes nobody generated.
/// </summary>
internal static class BlendSearchReport
{
    private const int Top = 10;
    private const int Users = 200;

    /// <summary>Measures and writes a table. Minutes.</summary>
    /// <param name="file">The page to write.</param>
    /// <param name="pairs">Pairs of training files, source and target in turn; may be empty.</param>
    public static void Run(string file, string[] pairs)
    {
        var text = new StringBuilder();
        Line(text, $"| data | items | blend | lists found whole | scored | every item, ms | search, ms | ratio |");
        Line(text, $"|---|---|---|---|---|---|---|---|");
        foreach (var items in (int[])[10_000, 200_000, 500_000])
        {
            var dataset = Generated(new PairWorld(60_000, items, 1_500_000));
            Add(text, "generated", dataset, Blend(BlendKind.SingleName, dataset, 0, areLearnt: false, "implicit-als", "item-knn"));
            Add(
                text,
                "generated",
                dataset,
                Blend(BlendKind.SingleName, dataset, 0, areLearnt: false, "implicit-als", "item-knn", "popularity")
            );
        }
        foreach (var pair in pairs.Chunk(2))
        {
            var dataset = BenchmarkData.BuildDataset(PairFile.Read(pair[0]), PairFile.Read(pair[1]), false);
            var name = $"{Path.GetFileName(pair[0])} → {Path.GetFileName(pair[1])}";
            Add(
                text,
                name,
                dataset,
                Blend(BlendKind.JointName, dataset, 1, areLearnt: true, "implicit-als", "joint-als", "bridge-similarity", "item-knn")
            );
            Add(
                text,
                name,
                dataset,
                Blend(BlendKind.JointName, dataset, 1, areLearnt: true, "joint-als", "joint-graph-walk", "ease", "popularity")
            );
        }
        File.WriteAllText(file, text.ToString());
    }

    private static void Add(StringBuilder text, string data, InteractionDataset dataset, BlendModel model)
    {
        var index = new BlendIndex(model);
        var step = Math.Max(1, dataset.UserCount / Users);
        UserHistory[] histories = [.. Enumerable.Range(0, Users).Select(user => dataset.HistoryOf(user * step % dataset.UserCount))];
        int[][] seen = [.. histories.Select(history => history[model.TargetDomain].Items.ToArray())];
        var everyItem = new Stopwatch();
        int[][] truth = [.. histories.Select((history, user) => EveryItem(model, history, seen[user], everyItem))];
        var (items, scores) = (new int[Top], new float[Top]);
        index.SelectTop(histories[0], seen[0], items, scores);
        var before = index.Effort.Scored;
        var (whole, watch) = (0, new Stopwatch());
        for (var user = 0; user < Users; user++)
        {
            watch.Start();
            var count = index.SelectTop(histories[user], seen[user], items, scores);
            watch.Stop();
            whole += truth[user].Intersect(items.Take(count)).Count() == truth[user].Length ? 1 : 0;
        }
        var (slow, fast) = (everyItem.Elapsed.TotalMilliseconds / Users, watch.Elapsed.TotalMilliseconds / Users);
        Line(
            text,
            $"| {data} | {index.ItemCount} | {string.Join(", ", model.Parts.Select(part => part.Name))} | {(double)whole / Users:0.0 %} | {(index.Effort.Scored - before) / Users} | {slow:0.00} | {fast:0.000} | {slow / fast:0.0}× |"
        );
    }

    private static int[] EveryItem(BlendModel model, UserHistory history, int[] seen, Stopwatch watch)
    {
        watch.Start();
        var scores = new float[model.DomainItemCounts[model.TargetDomain]];
        model.Score(history, scores);
        var selector = new TopSelector(Top);
        for (var item = 0; item < scores.Length; item++)
        {
            if (scores[item] >= selector.Bar && seen.AsSpan().BinarySearch(item) < 0)
            {
                selector.Offer(item, scores[item]);
            }
        }
        var (best, bestScores) = (new int[Top], new float[Top]);
        var count = selector.Drain(best, bestScores);
        watch.Stop();
        return best[..count];
    }

    /// <summary>A blend with learnt weights, or, where learning would take too long, with parts that count alike.</summary>
    private static BlendModel Blend(string kind, InteractionDataset dataset, int target, bool areLearnt, params string[] parts)
    {
        var options = new BlendOptions
        {
            Parts = [.. parts.Select(part => new BlendPart(part))],
            Weights = areLearnt
                ? []
                : [.. Enumerable.Repeat(1.0 / parts.Length, BlendWeights.GroupCount * BlendWeights.FeatureCount(parts.Length))],
        };
        return (BlendModel)
            ModelCatalog.Find(kind)!.CreateTrainer(OptionsJson.Write(options)).Train(dataset, target, new TrainingRun { Threads = 2 });
    }

    private static InteractionDataset Generated(PairWorld world)
    {
        var rows = new List<(int User, int Item)>(world.Rows);
        PairGenerator.Generate(
            world,
            2,
            pairs =>
            {
                for (var place = 0; place < pairs.Length; place += 2)
                {
                    rows.Add((pairs.Span[place], pairs.Span[place + 1]));
                }
            }
        );
        rows.Sort();
        var offsets = new int[world.Users + 1];
        foreach (var (user, _) in rows)
        {
            offsets[user + 1]++;
        }
        for (var user = 0; user < world.Users; user++)
        {
            offsets[user + 1] += offsets[user];
        }
        float[] ones = [.. Enumerable.Repeat(1f, rows.Count)];
        var matrix = new SparseMatrix(world.Users, world.Items, offsets, [.. rows.Select(row => row.Item)], ones);
        var users = new IdMap(Enumerable.Range(0, world.Users).Select(Text));
        var items = new IdMap(Enumerable.Range(0, world.Items).Select(Text));
        var domain = new DomainInteractions("generated", users, [.. Enumerable.Range(0, world.Users)], items, matrix, []);
        return new InteractionDataset(world.Users, [domain]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line)
    {
        var told = line.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine(told);
        text.Append(told).Append('\n');
    }
}
