using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>Reads placements: their windows into the plan's time zone, their prices, curves, limits and inventory.</summary>
internal sealed class PlacementReading
{
    private readonly PlanTables tables;
    private readonly PlanWish wish;
    private readonly Dictionary<string, NamedCurve> curves;
    private readonly InputFaults faults;
    private readonly ExpectedInventory inventory;
    private readonly Dictionary<string, TimeZoneInfo?> zones = new(StringComparer.Ordinal);
    private readonly List<LeftOutPlacement> leftOut = [];

    public PlacementReading(PlanTables tables, PlanWish wish, IReadOnlyList<NamedCurve> curves, InputFaults faults)
    {
        this.tables = tables;
        this.wish = wish;
        this.faults = faults;
        this.curves = curves.GroupBy(curve => curve.Name).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        inventory = ExpectedInventory.Read(tables.Inventory, wish.IsCautious, faults);
        if (ZoneOf(wish.TimeZone) is null)
        {
            faults.Note(TableTexts.Source.Fault("unknown-time-zone", "TimeZone", arguments: ["time_zone", wish.TimeZone]));
        }
    }

    public List<LeftOutPlacement> LeftOut => leftOut;

    public List<(Placement Placement, string Curve)> Read()
    {
        var found = new List<(Placement Placement, string Curve)>();
        foreach (var row in new TableReading(tables.Placements, PlanColumns.Placements, faults).Rows)
        {
            var curve = row.Text("curve");
            if (Read(row, curve) is { } placement)
            {
                found.Add((placement, curve));
            }
        }
        return found;
    }

    private Placement? Read(TableRowReading row, string curveName)
    {
        var (name, slot, format) = (row.Text("placement"), row.Text("slot"), row.Text("format"));
        var (day, from, to) = Window(row);
        var cost = Cost(row);
        var stock = row.CountOrNone("inventory") ?? inventory.Of(slot, day, from, to);
        if (stock is null)
        {
            row.Note("missing-inventory", "Inventory", slot, day, from);
        }
        if (!curves.TryGetValue(curveName, out var curve))
        {
            if (curveName.Length > 0)
            {
                row.Note("unknown-curve", "UnknownCurve", curveName, string.Join(", ", curves.Keys.Take(10)));
            }
            return null;
        }
        var placement = new Placement(name, slot, day, from, to, format, curve.Curve ?? new PowerCurve(0, 1), cost)
        {
            Inventory = stock ?? 0,
            OwnLimit = row.CountOrNone("own_limit") ?? long.MaxValue,
            PartnerLimit = row.CountOrNone("partner_limit") ?? long.MaxValue,
            Reach = row.CountOrNone("reach"),
            Guaranteed = row.CountOrNone("guaranteed") ?? 0,
            WorstCurve = curve.WorstCurve,
        };
        if (curve.Curve is not null)
        {
            return placement;
        }
        leftOut.Add(new LeftOutPlacement(name, curve.Shortage!));
        return null;
    }

    /// <summary>The window in the plan's time zone. One that passes midnight there has two days' budgets to draw on, so it has to be split.</summary>
    private (DateOnly Day, TimeOnly From, TimeOnly To) Window(TableRowReading row)
    {
        var (day, from, to) = (row.Day("day"), row.TimeOrNone("from"), row.TimeOrNone("to"));
        (_, _) = (row.Text("from"), row.Text("to"));
        if (from is not { } begin || to is not { } end)
        {
            return (day, default, default);
        }
        if (end != default && begin >= end)
        {
            row.Note("impossible-window", "Window", begin, end);
            return (day, begin, default);
        }
        return row.TextOrNone("time_zone") is { } zone && zone != wish.TimeZone ? Converted(row, zone, day, begin, end) : (day, begin, end);
    }

    private (DateOnly Day, TimeOnly From, TimeOnly To) Converted(
        TableRowReading row,
        string zone,
        DateOnly day,
        TimeOnly begin,
        TimeOnly end
    )
    {
        if (ZoneOf(zone) is not { } there)
        {
            row.Note("unknown-time-zone", "TimeZone", "time_zone", zone);
            return (day, begin, end);
        }
        if (ZoneOf(wish.TimeZone) is not { } here)
        {
            return (day, begin, end);
        }
        var (first, last) = (day.ToDateTime(begin), (end == default ? day.AddDays(1) : day).ToDateTime(end));
        if (there.IsInvalidTime(first) || there.IsInvalidTime(last))
        {
            row.Note("impossible-window", "SkippedTime", begin, end, zone);
            return (day, begin, end);
        }
        var (from, to) = (TimeZoneInfo.ConvertTime(first, there, here), TimeZoneInfo.ConvertTime(last, there, here));
        if (DateOnly.FromDateTime(to.AddTicks(-1)) != DateOnly.FromDateTime(from))
        {
            row.Note("window-over-midnight", "OverMidnight", wish.TimeZone, from, to);
        }
        return (DateOnly.FromDateTime(from), TimeOnly.FromDateTime(from), TimeOnly.FromDateTime(to));
    }

    private CostModel Cost(TableRowReading row)
    {
        var (model, price) = (row.Text("cost_model").ToLowerInvariant(), row.Amount("price", wish.Currency));
        switch (model)
        {
            case "cpm":
                return CostModel.PerThousand(price, wish.Currency);
            case "cpc":
                return CostModel.PerClick(price, wish.Currency, Rate(row, model));
            case "cpa":
                return CostModel.PerAction(price, wish.Currency, Rate(row, model));
            case "" or "fixed":
                return CostModel.Fixed(price, wish.Currency);
            default:
                row.Wrong("cost_model", model, "CostModel");
                return CostModel.Fixed(0, wish.Currency);
        }
    }

    private static double Rate(TableRowReading row, string model)
    {
        if (row.ShareOrNone("rate") is > 0 and var rate)
        {
            return rate;
        }
        row.Note("missing-rate", "Rate", model, row.TextOrNone("rate") ?? "");
        return 1;
    }

    private TimeZoneInfo? ZoneOf(string name)
    {
        if (!zones.TryGetValue(name, out var zone))
        {
            zones[name] = zone = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null;
        }
        return zone;
    }
}

/// <summary>Inventory expected, by slot and window.</summary>
internal sealed class ExpectedInventory
{
    private readonly Dictionary<(string Slot, DateOnly Day), List<(TimeOnly From, TimeOnly To, long Exposures)>> windows = [];

    public static ExpectedInventory Read(Table? table, bool isCautious, InputFaults faults)
    {
        var expected = new ExpectedInventory();
        foreach (var row in table is null ? [] : new TableReading(table, PlanColumns.Inventory, faults).Rows)
        {
            var key = (row.Text("slot"), row.Day("day"));
            expected.windows.TryAdd(key, []);
            var exposures = row.Count("exposures");
            expected
                .windows[key]
                .Add(
                    (
                        row.TimeOrNone("from") ?? default,
                        row.TimeOrNone("to") ?? default,
                        isCautious ? row.CountOrNone("low") ?? exposures : exposures
                    )
                );
        }
        return expected;
    }

    /// <summary>The sum over the windows that lie within one; null where there is none.</summary>
    public long? Of(string slot, DateOnly day, TimeOnly from, TimeOnly to)
    {
        var within = windows
            .GetValueOrDefault((slot, day))
            ?.Where(window => window.From >= from && Minute(window.To) <= Minute(to))
            .ToArray();
        return within is { Length: > 0 } ? within.Sum(window => window.Exposures) : null;
    }

    private static double Minute(TimeOnly end) => end == default ? 24 * 60 : end.ToTimeSpan().TotalMinutes;
}
