using System.Globalization;

namespace Kuajie.Server.Reports;

/// <summary>Maps values to 0…1 along an axis and names the values worth a mark. Logarithmic scales mark powers of ten, short ones also 2 and 5.</summary>
internal sealed class PlotScale
{
    private readonly Func<double, double> place;

    private PlotScale(Func<double, double> place, IReadOnlyList<(double Value, string Label)> ticks)
    {
        this.place = place;
        Ticks = ticks;
    }

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>Equal steps; both ends are rounded outwards to a step.</summary>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Largest value.</param>
    /// <param name="steps">About how many steps.</param>
    /// <param name="format">Text of a tick; null for the plain number.</param>
    public static PlotScale Linear(double least, double most, int steps = 5, Func<double, string>? format = null)
    {
        var step = NiceStep(Math.Max(most - least, Math.Abs(most) * 1e-9) / steps);
        var from = Math.Floor((least / step) + 1e-9) * step;
        var count = Math.Max(1, (int)Math.Ceiling(((most - from) / step) - 1e-9));
        var ticks = Enumerable
            .Range(0, count + 1)
            .Select(index => from + (index * step))
            .Select(value => (value, (format ?? Plain)(value)));
        return new PlotScale(value => (value - from) / (count * step), [.. ticks]);
    }

    /// <summary>Equal ratios from the smallest value, which must be above zero, to just above the largest; never less than one power of ten.</summary>
    public static PlotScale Logarithmic(double least, double most)
    {
        var from = Math.Log10(Math.Max(least, 1e-12));
        var to = Math.Max(from + 1, Math.Log10(Math.Max(most, 1e-12)) + 0.04);
        int[] steps = to - from < 2.2 ? [1, 2, 5] : [1];
        var ticks = Enumerable
            .Range((int)Math.Floor(from), (int)(to - Math.Floor(from)) + 1)
            .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(value => Math.Log10(value) >= from - 1e-9 && Math.Log10(value) <= to);
        return new PlotScale(
            value => (Math.Log10(Math.Max(value, 1e-12)) - from) / (to - from),
            [.. ticks.Select(value => (value, Plain(value)))]
        );
    }

    /// <summary>Days, as day numbers; marks fall on the first day of a month where the span is long.</summary>
    public static PlotScale Days(DateOnly first, DateOnly last, int steps)
    {
        var span = Math.Max(1, last.DayNumber - first.DayNumber);
        var ticks =
            span <= steps * 14 ? EveryFewDays(first, last, (int)Math.Ceiling(span / (double)steps)) : EveryFewMonths(first, last, steps);
        return new PlotScale(value => (value - first.DayNumber) / span, [.. ticks]);
    }

    /// <summary>Names at equal distances; the value of a name is its index.</summary>
    public static PlotScale Categories(IReadOnlyList<string> names) =>
        new(value => (value + 0.5) / Math.Max(1, names.Count), [.. names.Select((name, index) => ((double)index, name))]);

    /// <summary>Where a value lies: 0 at the axis' beginning, 1 at its end.</summary>
    public double Place(double value) => place(value);

    /// <summary>A number without needless digits: 12,345 · 3.5 · 0.027.</summary>
    public static string Plain(double value)
    {
        var format = Math.Abs(value) >= 100 || value == Math.Round(value) ? "N0" : "0.####";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<(double Value, string Label)> EveryFewDays(DateOnly first, DateOnly last, int days)
    {
        for (var day = first; day <= last; day = day.AddDays(days))
        {
            yield return (day.DayNumber, day.ToString("MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(double Value, string Label)> EveryFewMonths(DateOnly first, DateOnly last, int steps)
    {
        var wanted = (last.DayNumber - first.DayNumber) / 30.4 / steps;
        int[] natural = [1, 2, 3, 6, 12, 24, 60, 120];
        var months = natural.FirstOrDefault(months => months >= wanted, 240);
        var start = new DateOnly(first.Year, 1, 1);
        for (var day = start; day <= last; day = day.AddMonths(months))
        {
            if (day >= first)
            {
                yield return (day.DayNumber, day.ToString(months % 12 == 0 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture));
            }
        }
    }

    private static double NiceStep(double wanted)
    {
        if (!double.IsFinite(wanted) || wanted <= 0)
        {
            return 1;
        }
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return power
            * (
                (wanted / power) switch
                {
                    <= 1.0001 => 1,
                    <= 2.0001 => 2,
                    <= 5.0001 => 5,
                    _ => 10,
                }
            );
    }
}
