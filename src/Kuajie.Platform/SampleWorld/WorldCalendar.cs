namespace Kuajie.Platform.SampleWorld;

/// <summary>When a sample world happens: half a year of local time in Shanghai (UTC+8 all year).</summary>
public static class WorldCalendar
{
    /// <summary>Local clock minus UTC, in seconds.</summary>
    public const long ShanghaiOffsetSeconds = 8 * 3600;

    /// <summary>Days with interactions.</summary>
    public const int Days = 182;

    /// <summary>First local midnight, 2025-10-01 00:00 in Shanghai.</summary>
    public static long Start { get; } = new DateTimeOffset(2025, 10, 1, 0, 0, 0, TimeSpan.FromHours(8)).ToUnixTimeSeconds();

    /// <summary>End of the last day, exclusive: 2026-04-01 00:00 in Shanghai.</summary>
    public static long End { get; } = Start + (Days * 86_400L);

    /// <summary>The local day of the week: 0 for Monday … 6 for Sunday. 1970-01-01 was a Thursday.</summary>
    public static int WeekdayOf(long unixSeconds) => (int)((((unixSeconds + ShanghaiOffsetSeconds) / 86_400) + 3) % 7);
}
