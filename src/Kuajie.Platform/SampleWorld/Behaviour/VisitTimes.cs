namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>When people look: weekends more than weekdays, mornings on the way to work, lunch, and above all evenings.</summary>
internal static class VisitTimes
{
    private static readonly double[] MorningHours = Cumulative(
        2,
        1,
        1,
        1,
        2,
        8,
        20,
        34,
        30,
        14,
        10,
        11,
        18,
        12,
        8,
        8,
        9,
        12,
        16,
        20,
        22,
        18,
        9,
        4
    );
    private static readonly double[] EveningHours = Cumulative(
        10,
        5,
        2,
        1,
        1,
        2,
        4,
        9,
        11,
        9,
        9,
        10,
        17,
        13,
        9,
        9,
        10,
        13,
        19,
        28,
        36,
        40,
        34,
        20
    );
    private static readonly double[] Weekdays = Cumulative(10, 10, 10, 10, 11, 16, 17);

    /// <summary>2025-10-01 is a Wednesday; weeks here begin on Monday.</summary>
    private const int WeekdayOfStart = 2;
    private const int Weeks = WorldCalendar.Days / 7;

    public static long SessionStart(Person person, Draws draws)
    {
        var weekday = draws.PickCumulative(Weekdays);
        var day = (draws.Between(0, Weeks - 1) * 7) + ((weekday - WeekdayOfStart + 7) % 7);
        var hour = draws.PickCumulative(person.IsMorningPerson && weekday < 5 ? MorningHours : EveningHours);
        return WorldCalendar.Start + (day * 86_400L) + (hour * 3_600L) + (draws.Between(0, 59) * 60L);
    }

    private static double[] Cumulative(params double[] weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }
}
