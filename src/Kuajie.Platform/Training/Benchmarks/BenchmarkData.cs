using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Datasets.Splits;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Texts;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>
/// Two sides' training rows as one dataset and the test rows that count. Equal user ids are one person. Every distinct pair counts once with weight 1.
/// </summary>
public sealed record BenchmarkData
{
    /// <summary>Index of the source side in <see cref="Dataset"/>.</summary>
    public const int SourceDomain = 0;

    /// <summary>Index of the target side.</summary>
    public const int TargetDomain = 1;

    private BenchmarkData(InteractionDataset dataset) => Dataset = dataset;

    /// <summary>The training rows of both sides.</summary>
    public InteractionDataset Dataset { get; }

    /// <summary>The test rows that count: item in the target's training rows; user there too, or, where users are cold, in the source's.</summary>
    public required IReadOnlyList<HeldOutRow> TestRows { get; init; }

    /// <summary>Rows of the test file.</summary>
    public required int TestRowsRead { get; init; }

    /// <summary>The validation rows that count by the same rule; empty without a validation file.</summary>
    public required IReadOnlyList<HeldOutRow> ValidationRows { get; init; }

    /// <summary>Whether most test rows belong to users without target training rows, so that only the source speaks for them.</summary>
    public required bool AreUsersCold { get; init; }

    /// <summary>Rows whose items are no negatives for their user: test and validation where users are cold, else none.</summary>
    public IReadOnlyList<HeldOutRow> Excluded => AreUsersCold ? [.. TestRows, .. ValidationRows] : [];

    /// <summary>Joins the files.</summary>
    /// <param name="source">Training rows of the source side.</param>
    /// <param name="target">Training rows of the target side.</param>
    /// <param name="test">Held-out rows of the target side.</param>
    /// <param name="validation">Held-out rows to choose models on, or null.</param>
    /// <exception cref="KuajieException">No test or validation row counts.</exception>
    public static BenchmarkData Build(PairTable source, PairTable target, PairTable test, PairTable? validation = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        var dataset = BuildDataset(source, target);
        var targetUsers = dataset.Domains[TargetDomain].Users;
        var areCold = test.Rows.Count(row => targetUsers.IndexOf(row.User) < 0) * 2 > test.Rows.Count;
        var data = new BenchmarkData(dataset)
        {
            TestRows = Count(dataset, test, areCold),
            TestRowsRead = test.Rows.Count,
            ValidationRows = validation is null ? [] : Count(dataset, validation, areCold),
            AreUsersCold = areCold,
        };
        ThrowIfNoneCounts(test, data.TestRows);
        if (validation is not null)
        {
            ThrowIfNoneCounts(validation, data.ValidationRows);
        }
        return data;
    }

    /// <summary>The two sides as a dataset; source first.</summary>
    /// <param name="source">The source side's rows.</param>
    /// <param name="target">The target side's rows.</param>
    /// <param name="ratingsAreWeights">Whether a rating is the weight of its row; else every row weighs 1.</param>
    public static InteractionDataset BuildDataset(PairTable source, PairTable target, bool ratingsAreWeights = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var builder = new InteractionDatasetBuilder();
        var areNamesDistinct = !string.Equals(source.Name, target.Name, StringComparison.Ordinal);
        AddSide(builder, source, areNamesDistinct ? source.Name : "source", ratingsAreWeights);
        AddSide(builder, target, areNamesDistinct ? target.Name : "target", ratingsAreWeights);
        builder.LinkSameIds(SourceDomain, TargetDomain);
        return builder.Build();
    }

    private static void AddSide(InteractionDatasetBuilder builder, PairTable table, string name, bool ratingsAreWeights)
    {
        var domain = builder.AddDomain(name);
        var known = new HashSet<(string, string)>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            if (known.Add((row.User, row.Item)))
            {
                builder.Add(domain, row.User, row.Item, ratingsAreWeights ? row.Rating ?? 1 : 1);
            }
        }
    }

    private static HeldOutRow[] Count(InteractionDataset dataset, PairTable table, bool areCold)
    {
        var users = dataset.Domains[areCold ? SourceDomain : TargetDomain];
        var items = dataset.Domains[TargetDomain].Items;
        return
        [
            .. table
                .Rows.Select(row => new HeldOutRow(users.UserIndexOf(row.User), items.IndexOf(row.Item), row.Rating ?? 1))
                .Where(row => row is { User: >= 0, Item: >= 0 }),
        ];
    }

    private static void ThrowIfNoneCounts(PairTable table, IReadOnlyList<HeldOutRow> rows)
    {
        if (rows.Count == 0)
        {
            throw new KuajieException(
                "no-row-counts",
                BenchmarkTexts.NoRowCounts(table.Rows.Count),
                BenchmarkTexts.NoRowCountsExpected,
                BenchmarkTexts.NoRowCountsCure,
                table.Path
            );
        }
    }
}
