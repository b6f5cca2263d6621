using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Allocation;

/// <summary>Exposures that were to be had, window after window without a gap.</summary>
/// <param name="First">The first day.</param>
/// <param name="WindowsPerDay">Windows of a day, 1 … 96.</param>
/// <param name="Exposures">One number per window, whole days, ≥ 0.</param>
public sealed record InventoryHistory(DateOnly First, int WindowsPerDay, IReadOnlyList<double> Exposures)
{
    /// <summary>Days that behave unlike their weekday, past and future ones: public holidays, sales days.</summary>
    public IReadOnlySet<DateOnly> Holidays { get; init; } = new HashSet<DateOnly>();

    /// <summary>Number of days.</summary>
    public int Days => Exposures.Count / WindowsPerDay;

    /// <summary>The same up to a number of days.</summary>
    internal InventoryHistory Until(int days) => this with { Exposures = [.. Exposures.Take(days * WindowsPerDay)] };

    internal IEnumerable<InputFault> Faults()
    {
        if (WindowsPerDay is < 1 or > 96 || Exposures.Count % Math.Max(1, WindowsPerDay) != 0)
        {
            yield return new InputFault(
                "History",
                "windows",
                string.Create(CultureInfo.InvariantCulture, $"{Exposures.Count} / {WindowsPerDay}")
            );
        }
        for (var window = 0; window < Exposures.Count; window++)
        {
            if (!(Exposures[window] >= 0 && double.IsFinite(Exposures[window])))
            {
                yield return new InputFault(
                    "NegativeAmount",
                    string.Create(CultureInfo.InvariantCulture, $"window {window + 1}"),
                    Exposures[window].ToString(CultureInfo.InvariantCulture)
                );
            }
        }
    }
}
