namespace Kuajie.Marketing.Response;

/// <summary>
/// How features become numbers, as learnt from the training rows and recorded with the model: a number is (value − mean) / deviation, a missing one its mean, and where some were missing in
/// training a column of its own says so; a category has a column for each level but the commonest, standardised alike. Rare levels count as one, <see cref="OtherLevel"/>, and so does a level
/// that training did not know.
/// </summary>
/// <param name="Features">The features, in the order of the values.</param>
/// <param name="Columns">The columns that are left: those without variance are out.</param>
public sealed record FeatureEncoding(IReadOnlyList<EncodedFeature> Features, IReadOnlyList<EncodedColumn> Columns)
{
    /// <summary>Stands for rare and unknown levels.</summary>
    public const string OtherLevel = "*";

    /// <summary>Stands for a level that is missing.</summary>
    public const string MissingLevel = "–";

    /// <summary>Learns an encoding. O(rows · features).</summary>
    internal static FeatureEncoding Fit(IReadOnlyList<ResponseFeature> features, IReadOnlyList<ResponseRow> rows, int fewestOfLevel)
    {
        var encoded = features
            .Select(
                (feature, place) =>
                    feature.Sort == FeatureSort.Number
                        ? EncodedFeature.Number(feature.Name, place, rows)
                        : EncodedFeature.Category(feature.Name, place, rows, fewestOfLevel)
            )
            .ToArray();
        var columns = encoded.SelectMany((feature, place) => feature.Columns(place)).ToArray();
        var raw = new double[columns.Length];
        var (sums, squares) = (new double[columns.Length], new double[columns.Length]);
        foreach (var row in rows)
        {
            Raw(encoded, columns, row.Values, raw);
            for (var column = 0; column < columns.Length; column++)
            {
                sums[column] += raw[column];
                squares[column] += raw[column] * raw[column];
            }
        }
        return new FeatureEncoding(
            encoded,
            [
                .. columns
                    .Select(
                        (column, place) =>
                            column.IsValue
                                ? column
                                : column with
                                {
                                    Mean = sums[place] / rows.Count,
                                    Deviation = Math.Sqrt(
                                        Math.Max(0, (squares[place] / rows.Count) - Math.Pow(sums[place] / rows.Count, 2))
                                    ),
                                }
                    )
                    .Where(column => column.Deviation > 1e-12 * (1 + Math.Abs(column.Mean))),
            ]
        );
    }

    /// <summary>Names of features that do not vary in training.</summary>
    internal IEnumerable<string> Constant() =>
        Features.Where((_, place) => Columns.All(column => column.Feature != place)).Select(feature => feature.Name);

    /// <summary>The columns of a row, standardised, as the models see them.</summary>
    internal float[] Encode(IReadOnlyList<FeatureValue> values)
    {
        var raw = new double[Columns.Count];
        Raw(Features, Columns, values, raw);
        var row = new float[raw.Length];
        for (var column = 0; column < row.Length; column++)
        {
            // A value a thousand deviations away is an error of the caller's that must not become an infinity.
            row[column] = (float)Math.Clamp((raw[column] - Columns[column].Mean) / Columns[column].Deviation, -1e6, 1e6);
        }
        return row;
    }

    /// <summary>Levels that training did not know or had too few rows of, with their features.</summary>
    internal IReadOnlyList<string> Unknown(IReadOnlyList<FeatureValue> values) =>
        [
            .. Features
                .Select((feature, place) => (feature, level: values[place].Level))
                .Where(pair =>
                    pair.feature.Sort == FeatureSort.Category && pair.level is not null && !pair.feature.Levels.Contains(pair.level)
                )
                .Select(pair => $"{pair.feature.Name}: {pair.level}"),
        ];

    private static void Raw(
        IReadOnlyList<EncodedFeature> features,
        IReadOnlyList<EncodedColumn> columns,
        IReadOnlyList<FeatureValue> values,
        double[] raw
    )
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var (of, value) = (columns[column], values[columns[column].Feature]);
            raw[column] =
                of.IsValue ? value.Number ?? of.Mean
                : of.Level is null ? (value.Number is null ? 1 : 0)
                : string.Equals(features[of.Feature].LevelOf(value.Level), of.Level, StringComparison.Ordinal) ? 1
                : 0;
        }
    }
}

/// <summary>A feature as training saw it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sort">Number or category.</param>
/// <param name="Levels">Levels of a category with enough rows, the commonest first; that one has no column, the others are told against it.</param>
/// <param name="HasOther">Whether rare levels had rows.</param>
/// <param name="Mean">Mean of a number where it is known.</param>
/// <param name="Deviation">Its standard deviation.</param>
/// <param name="MissingRows">Rows without a value.</param>
public sealed record EncodedFeature(
    string Name,
    FeatureSort Sort,
    IReadOnlyList<string> Levels,
    bool HasOther,
    double Mean,
    double Deviation,
    int MissingRows
)
{
    internal static EncodedFeature Number(string name, int place, IReadOnlyList<ResponseRow> rows)
    {
        var known = rows.Select(row => row.Values[place].Number).OfType<double>().ToArray();
        var mean = known.Length == 0 ? 0 : known.Average();
        var deviation = known.Length == 0 ? 0 : Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        return new EncodedFeature(name, FeatureSort.Number, [], false, mean, deviation, rows.Count - known.Length);
    }

    internal static EncodedFeature Category(string name, int place, IReadOnlyList<ResponseRow> rows, int fewest)
    {
        var levels = rows.GroupBy(row => row.Values[place].Level ?? FeatureEncoding.MissingLevel, StringComparer.Ordinal)
            .Select(group => (Level: group.Key, Rows: group.Count()))
            .OrderByDescending(level => level.Rows)
            .ThenBy(level => level.Level, StringComparer.Ordinal)
            .ToArray();
        return new EncodedFeature(
            name,
            FeatureSort.Category,
            [.. levels.Where(level => level.Rows >= fewest).Select(level => level.Level)],
            levels.Any(level => level.Rows < fewest),
            0,
            0,
            rows.Count(row => row.Values[place].Level is null)
        );
    }

    internal string LevelOf(string? level) =>
        Levels.Contains(level ?? FeatureEncoding.MissingLevel) ? level ?? FeatureEncoding.MissingLevel : FeatureEncoding.OtherLevel;

    internal IEnumerable<EncodedColumn> Columns(int place)
    {
        if (Sort == FeatureSort.Number)
        {
            yield return new EncodedColumn(place, Name, null, true, Mean, Deviation);
            if (MissingRows > 0)
            {
                yield return new EncodedColumn(place, $"{Name} = {FeatureEncoding.MissingLevel}", null, false, 0, 0);
            }
        }
        foreach (var level in Levels.Skip(1).Concat(HasOther && Levels.Count > 0 ? [FeatureEncoding.OtherLevel] : []))
        {
            yield return new EncodedColumn(place, $"{Name} = {level}", level, false, 0, 0);
        }
    }
}

/// <summary>A column as models see it: (value − mean) / deviation.</summary>
/// <param name="Feature">Index of its feature.</param>
/// <param name="Name">Name of the feature, with the level where it stands for one.</param>
/// <param name="Level">The level; null for a number and for the mark that one is missing.</param>
/// <param name="IsValue">Whether it is the number itself.</param>
/// <param name="Mean">What is taken off.</param>
/// <param name="Deviation">What the rest is divided by.</param>
public sealed record EncodedColumn(int Feature, string Name, string? Level, bool IsValue, double Mean, double Deviation);
