namespace Kuajie.Marketing.Allocation;

/// <summary>
/// log(1 + exposures) = level + trend·t + weekday + window of the day + holiday, by ridge regression; days count less the older they are. On the log scale
/// seasons multiply, as they do for visits. O(windows · terms²).
/// </summary>
internal sealed class SeasonalRegression
{
    private const double HalfLifeDays = 45;
    private const double SeasonRidge = 0.1;
    private const double TrendRidge = 30;
    private const double TrendDamping = 0.97;
    private readonly InventoryHistory history;
    private readonly double[] terms;

    public SeasonalRegression(InventoryHistory history)
    {
        this.history = history;
        var size = 3 + 7 + history.WindowsPerDay;
        var normal = new double[size, size];
        var right = new double[size];
        for (var window = 0; window < history.Exposures.Count; window++)
        {
            var day = window / history.WindowsPerDay;
            var weight = Math.Pow(0.5, (history.Days - 1 - day) / HalfLifeDays);
            var active = Active(day, window % history.WindowsPerDay);
            var value = Math.Log(1 + history.Exposures[window]);
            foreach (var (row, left) in active)
            {
                right[row] += weight * left * value;
                foreach (var (column, other) in active)
                {
                    normal[row, column] += weight * left * other;
                }
            }
        }
        for (var row = 0; row < size; row++)
        {
            normal[row, row] +=
                row == 0 ? 1e-9
                : row == 1 ? TrendRidge
                : SeasonRidge;
        }
        terms = SmallSystem.Solve(normal, right);
    }

    /// <summary>log(1 + exposures) of a window of a day, counted from the first; beyond the history the trend fades.</summary>
    public double Predict(int day, int window)
    {
        double sum = 0;
        foreach (var (term, value) in Active(day, window))
        {
            sum += terms[term] * value;
        }
        return sum;
    }

    private (int Term, double Value)[] Active(int day, int window)
    {
        var date = history.First.AddDays(day);
        var ahead = day - (history.Days - 1);
        var time = ahead <= 0 ? ahead : TrendDamping * (1 - Math.Pow(TrendDamping, ahead)) / (1 - TrendDamping);
        return [(0, 1), (1, time / 30), (2, history.Holidays.Contains(date) ? 1 : 0), (3 + (int)date.DayOfWeek, 1), (10 + window, 1)];
    }
}
