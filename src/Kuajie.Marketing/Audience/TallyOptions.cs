using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience;

/// <summary>How what users did is counted. Tallies can be merged only where these are equal.</summary>
public sealed record TallyOptions
{
    /// <summary>After how long an interaction counts half; 90 days unless said otherwise.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The time zone of hours, weekdays and days; UTC unless said otherwise.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <exception cref="InvalidInputException">The half-life is not between an hour and a hundred years.</exception>
    internal void ThrowIfInvalid()
    {
        if (HalfLife < TimeSpan.FromHours(1) || HalfLife > TimeSpan.FromDays(36_525))
        {
            InvalidInputException.ThrowIfAny([
                new InputFault("HalfLife", "half-life", HalfLife.ToString("c", CultureInfo.InvariantCulture)),
            ]);
        }
    }
}
