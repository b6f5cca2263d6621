using Kuajie.Marketing.Attribution;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>Paths of touches and holdouts of channels as tables, and credits as one.</summary>
public static class AttributionTables
{
    private static readonly TableColumn[] PathColumns =
    [
        new("path", "触点路径", true),
        new("people", "人数", true),
        new("conversions", "转化数", true),
    ];

    private static readonly TableColumn[] HoldoutColumns =
    [
        new("channel", "渠道", true),
        new("people", "人数", true),
        new("conversions", "转化数", true),
        new("held_out_people", "留出人数", true),
        new("held_out_conversions", "留出转化数", true),
        new("squares", "转化平方和"),
        new("held_out_squares", "留出转化平方和"),
    ];

    private static readonly char[] Between = ['>', '›', '→', '＞'];

    /// <summary>Reads paths: touches with <c>&gt;</c> between, the first touch first; <c>-</c> alone is a path without any.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<TouchPath> Paths(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var faults = new InputFaults();
        TableRowReading[] rows = [.. new TableReading(table, PathColumns, faults).Rows];
        faults.ThrowIfAny();
        TouchPath[] paths =
        [
            .. rows.Select(row => new TouchPath(Touches(row.Text("path")), row.Count("people"), row.Count("conversions"))),
        ];
        faults.ThrowIfAny();
        return paths;
    }

    /// <summary>Reads holdouts.</summary>
    /// <exception cref="Faults.KuajieException">A value does not fit.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<HoldoutCounts> Holdouts(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var faults = new InputFaults();
        TableRowReading[] rows = [.. new TableReading(table, HoldoutColumns, faults).Rows];
        faults.ThrowIfAny();
        HoldoutCounts[] holdouts =
        [
            .. rows.Select(row => new HoldoutCounts(
                row.Text("channel"),
                row.Count("people"),
                row.Number("conversions"),
                row.Count("held_out_people"),
                row.Number("held_out_conversions")
            )
            {
                Squares = row.NumberOrNone("squares"),
                HeldOutSquares = row.NumberOrNone("held_out_squares"),
            }),
        ];
        faults.ThrowIfAny();
        return holdouts;
    }

    /// <summary>Credits conversions.</summary>
    /// <param name="source">What the paths are called in faults.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="holdouts">The holdouts, or null.</param>
    /// <param name="options">How.</param>
    /// <exception cref="Faults.KuajieException">Something cannot be used.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several things cannot.</exception>
    public static AttributionReport Attribute(
        string source,
        IReadOnlyList<TouchPath> paths,
        IReadOnlyList<HoldoutCounts>? holdouts,
        AttributionOptions options
    ) => InputFaults.Guard(source, () => new Attributor(options).Attribute(paths, holdouts));

    /// <summary>The credits: a row for each channel and method.</summary>
    public static Table Credits(AttributionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return TableWriting.Of(
            "credits",
            [new("channel", "渠道"), new("method", "方法"), new("credit", "归因转化"), new("low", "下限"), new("high", "上限")],
            report.Channels.SelectMany(
                (channel, place) =>
                    report.Results.Select(result =>
                    {
                        var credit = result.Credits[place];
                        return new object?[] { channel, NameOf(result.Method), credit.Credit, credit.Low, credit.High };
                    })
            )
        );
    }

    /// <summary>A method as tables name it.</summary>
    public static string NameOf(AttributionMethod method) =>
        method switch
        {
            AttributionMethod.LastTouch => "last-touch",
            AttributionMethod.Position => "position",
            AttributionMethod.Shapley => "shapley",
            _ => "incremental",
        };

    private static string[] Touches(string path) => path.Trim() is "-" or "–" ? [] : path.Split(Between, StringSplitOptions.TrimEntries);
}
