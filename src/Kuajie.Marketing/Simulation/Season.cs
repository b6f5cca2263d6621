namespace Kuajie.Marketing.Simulation;

/// <summary>What the calendar does to visits (factors) and to responses (log odds).</summary>
public sealed record Season
{
    /// <summary>Factor of visits on Monday … Sunday, seven numbers 0 … 10. Default 1 each.</summary>
    public IReadOnlyList<double> WeekdayVisits { get; init; } = [1, 1, 1, 1, 1, 1, 1];

    /// <summary>Log odds added on Monday … Sunday, seven numbers −5 … 5. Default 0 each.</summary>
    public IReadOnlyList<double> WeekdayResponse { get; init; } = [0, 0, 0, 0, 0, 0, 0];

    /// <summary>Log odds added with every day that passes, −0.5 … 0.5. Default 0.</summary>
    public double TrendPerDay { get; init; }

    /// <summary>Holidays, at most 100; where they meet, factors multiply and log odds add up.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Factor of visits on a day.</summary>
    /// <param name="day">Day of the simulation, from 0.</param>
    /// <param name="weekday">0 for Monday … 6 for Sunday.</param>
    public double VisitsOn(int day, int weekday) =>
        Holidays.Where(holiday => holiday.Holds(day)).Aggregate(WeekdayVisits[weekday], (factor, holiday) => factor * holiday.Visits);

    /// <summary>Log odds added on a day.</summary>
    /// <param name="day">Day of the simulation, from 0.</param>
    /// <param name="weekday">0 for Monday … 6 for Sunday.</param>
    public double ResponseOn(int day, int weekday) =>
        WeekdayResponse[weekday] + (TrendPerDay * day) + Holidays.Where(holiday => holiday.Holds(day)).Sum(holiday => holiday.Response);
}

/// <summary>Days on which people visit and respond differently.</summary>
/// <param name="FirstDay">Day of the simulation it begins, 0 … 3,650.</param>
public sealed record Holiday(int FirstDay)
{
    /// <summary>How long, 1 … 60. Default 1.</summary>
    public int Days { get; init; } = 1;

    /// <summary>Factor of visits, 0 … 10. Default 1.</summary>
    public double Visits { get; init; } = 1;

    /// <summary>Log odds added to responses, −5 … 5. Default 0.</summary>
    public double Response { get; init; }

    internal bool Holds(int day) => day >= FirstDay && day < FirstDay + Days;
}
