using System.Globalization;
using Kuajie.Marketing.Response;
using Kuajie.Marketing.Uplift;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>
/// People of an experiment as a table: whether each was treated, what came of it, with which probability it was to be treated, and whatever else is known of them. Every further column is a feature:
/// of numbers where all its values are, else of categories.
/// </summary>
/// <param name="Data">The people.</param>
/// <param name="People">What each is called, in the order of the rows; the line where the table does not say.</param>
public sealed record UpliftTable(UpliftData Data, IReadOnlyList<string> People)
{
    private const string Person = "person";
    private const string Treated = "treated";
    private const string Outcome = "outcome";
    private const string Propensity = "propensity";

    private static readonly TableColumn[] Known =
    [
        new(Person, "用户"),
        new(Treated, "是否触达", true),
        new(Outcome, "结果", true),
        new(Propensity, "触达概率"),
    ];

    /// <summary>Reads the people.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static UpliftTable Read(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var faults = new InputFaults();
        TableColumn[] features =
        [
            .. table
                .Columns.Select(column => column.Trim())
                .Where(column => column.Length > 0 && !Known.Any(known => IsCalled(known, column)))
                .Distinct(StringComparer.Ordinal)
                .Select(column => new TableColumn(column, column)),
        ];
        TableRowReading[] rows = [.. new TableReading(table, [.. Known, .. features], faults).Rows];
        // Without its columns every row would be at fault.
        faults.ThrowIfAny();
        ResponseFeature[] described = [.. features.Select(feature => new ResponseFeature(feature.Name, SortOf(rows, feature.Name)))];
        UpliftRow[] people =
        [
            .. rows.Select(row => new UpliftRow(
                [.. described.Select(feature => ValueOf(row, feature))],
                row.Flag(Treated),
                row.Number(Outcome),
                row.ShareOrNone(Propensity) ?? 0.5
            )),
        ];
        faults.ThrowIfAny();
        return new UpliftTable(
            new UpliftData(described, people),
            [.. rows.Select(row => row.TextOrNone(Person) ?? row.Line.ToString(CultureInfo.InvariantCulture))]
        );
    }

    /// <summary>Learns and judges effects.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public UpliftTraining Train(string source, UpliftOptions options, ProfitPolicy policy) =>
        InputFaults.Guard(source, () => new UpliftTrainer(options).Train(Data, policy));

    /// <summary>The expected effect on each person and whether the policy treats them, the largest effects first.</summary>
    public Table Effects(UpliftModel model, ProfitPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(policy);
        return TableWriting.Of(
            "effects",
            [new(Person, "用户"), new("effect", "增量"), new("treat", "建议触达")],
            Data.Rows.Select((row, place) => (Name: People[place], Effect: model.Effect(row.Values)))
                .OrderByDescending(person => person.Effect)
                .Select(person => new object?[] { person.Name, person.Effect, policy.Treats(person.Effect) })
        );
    }

    private static bool IsCalled(TableColumn known, string column) =>
        string.Equals(known.Name, column, StringComparison.OrdinalIgnoreCase) || known.ChineseName == column;

    private static FeatureSort SortOf(TableRowReading[] rows, string column) =>
        rows.Select(row => row.TextOrNone(column)).OfType<string>().All(text => Number(text) is not null)
            ? FeatureSort.Number
            : FeatureSort.Category;

    private static FeatureValue ValueOf(TableRowReading row, ResponseFeature feature) =>
        row.TextOrNone(feature.Name) is not { } text ? FeatureValue.Missing
        : feature.Sort == FeatureSort.Number ? FeatureValue.Of(Number(text)!.Value)
        : FeatureValue.Of(text);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
