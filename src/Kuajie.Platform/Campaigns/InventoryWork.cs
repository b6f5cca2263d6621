using Kuajie.Marketing.Allocation;
using Kuajie.Platform.Tables;

namespace Kuajie.Platform.Campaigns;

/// <summary>The inventory expected of a slot.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Starts">When each window of a day begins.</param>
/// <param name="Ends">When each ends; 0:00 for the end of the day.</param>
/// <param name="History">What it is forecast from.</param>
/// <param name="Forecast">The forecast, or that there is not enough data.</param>
public sealed record SlotForecast(
    string Slot,
    IReadOnlyList<TimeOnly> Starts,
    IReadOnlyList<TimeOnly> Ends,
    InventoryHistory History,
    InventoryForecast Forecast
);

/// <summary>Forecasts inventory from a history in a table.</summary>
public static class InventoryWork
{
    /// <summary>Forecasts each slot, in the order of first mention. The history of a slot has a row for every window of every day between its first and its last.</summary>
    /// <param name="history">Exposures that were to be had.</param>
    /// <param name="holidays">Holidays to come; null for none.</param>
    /// <param name="days">Days ahead, 1 … 90.</param>
    /// <exception cref="Faults.KuajieException">A value does not fit, or the history has a gap.</exception>
    /// <exception cref="Faults.SeveralFaultsException">Several do not.</exception>
    public static IReadOnlyList<SlotForecast> Forecast(Table history, Table? holidays, int days)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (days is < 1 or > 90)
        {
            throw CampaignTexts.Fault("wrong-horizon", "Horizon", null, days);
        }
        var faults = new InputFaults();
        var free = new HashSet<DateOnly>();
        foreach (var row in holidays is null ? [] : new TableReading(holidays, PlanColumns.Holidays, faults).Rows)
        {
            free.Add(row.Day("day"));
        }
        var slots = new Dictionary<string, Dictionary<(DateOnly Day, TimeOnly From), double>>(StringComparer.Ordinal);
        var ends = new Dictionary<(string Slot, TimeOnly From), TimeOnly>();
        foreach (var row in new TableReading(history, PlanColumns.History, faults).Rows)
        {
            Take(row, slots, ends, free);
        }
        faults.ThrowIfAny();
        var histories = slots.Select(slot => (slot.Key, Starts: StartsOf(slot.Value), Windows: slot.Value)).ToArray();
        foreach (var (slot, starts, windows) in histories)
        {
            NoteGaps(history.Source, slot, starts, windows, faults);
        }
        faults.ThrowIfAny();
        return
        [
            .. histories.Select(each =>
                Forecast(history.Source, each.Key, each.Starts, EndsOf(each.Key, each.Starts, ends), each.Windows, free, days)
            ),
        ];
    }

    /// <summary>The forecasts as a table that a plan takes its inventory from; slots without enough data are left out.</summary>
    public static Table ToTable(IReadOnlyList<SlotForecast> forecasts) =>
        TableWriting.Of(
            "inventory",
            PlanColumns.Inventory,
            forecasts.SelectMany(slot =>
                slot.Forecast.Windows.Select(window =>
                    (object?[])
                        [
                            slot.Slot,
                            window.Day,
                            slot.Starts[window.Window],
                            EndText(slot.Ends[window.Window]),
                            Math.Floor(window.Exposures),
                            Math.Floor(window.Low),
                            Math.Floor(window.High),
                        ]
                )
            )
        );

    /// <summary>The end of a window; the day's end is written 24:00.</summary>
    internal static object EndText(TimeOnly end) => end == default ? "24:00" : end;

    private static void Take(
        TableRowReading row,
        Dictionary<string, Dictionary<(DateOnly Day, TimeOnly From), double>> slots,
        Dictionary<(string Slot, TimeOnly From), TimeOnly> ends,
        HashSet<DateOnly> free
    )
    {
        var (slot, day, from) = (row.Text("slot"), row.Day("day"), row.TimeOrNone("from") ?? default);
        _ = row.Text("from");
        var exposures = row.Number("exposures");
        if (exposures < 0)
        {
            row.Wrong("exposures", row.Text("exposures"), "NotNegative");
        }
        if (row.TimeOrNone("to") is { } to)
        {
            if ((to != default && to <= from) || (!ends.TryAdd((slot, from), to) && ends[(slot, from)] != to))
            {
                row.Note("impossible-window", "HistoryWindow", slot, from, to);
            }
        }
        if (row.Flag("holiday"))
        {
            free.Add(day);
        }
        slots.TryAdd(slot, []);
        if (!slots[slot].TryAdd((day, from), exposures))
        {
            row.Note("window-twice", "WindowTwice", slot, day, from);
        }
    }

    private static TimeOnly[] StartsOf(Dictionary<(DateOnly Day, TimeOnly From), double> windows) =>
        [.. windows.Keys.Select(key => key.From).Distinct().Order()];

    /// <summary>As the history says; else where the next window begins.</summary>
    private static TimeOnly[] EndsOf(string slot, TimeOnly[] starts, Dictionary<(string Slot, TimeOnly From), TimeOnly> ends) =>
        [.. starts.Select((from, place) => ends.TryGetValue((slot, from), out var to) ? to : starts.ElementAtOrDefault(place + 1))];

    private static void NoteGaps(
        string source,
        string slot,
        TimeOnly[] starts,
        Dictionary<(DateOnly Day, TimeOnly From), double> windows,
        InputFaults faults
    )
    {
        var (first, last) = (windows.Keys.Min(key => key.Day), windows.Keys.Max(key => key.Day));
        for (var day = first; day <= last && faults.Count < InputFaults.Most; day = day.AddDays(1))
        {
            foreach (var from in starts.Where(from => !windows.ContainsKey((day, from))))
            {
                faults.Note(CampaignTexts.Fault("gap-in-history", "Gap", source, slot, day, from));
            }
        }
    }

    private static SlotForecast Forecast(
        string source,
        string slot,
        TimeOnly[] starts,
        TimeOnly[] ends,
        Dictionary<(DateOnly Day, TimeOnly From), double> windows,
        HashSet<DateOnly> free,
        int days
    )
    {
        var exposures = windows
            .OrderBy(window => window.Key.Day)
            .ThenBy(window => window.Key.From)
            .Select(window => window.Value)
            .ToArray();
        var history = new InventoryHistory(windows.Keys.Min(key => key.Day), starts.Length, exposures) { Holidays = free };
        return new SlotForecast(
            slot,
            starts,
            ends,
            history,
            InputFaults.Guard($"{source}: {slot}", () => InventoryForecast.Of(history, days))
        );
    }
}
