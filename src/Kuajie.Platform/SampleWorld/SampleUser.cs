namespace Kuajie.Platform.SampleWorld;

/// <summary>A user of one domain with the truth about them.</summary>
/// <param name="UserId">The domain's opaque id.</param>
/// <param name="IsRobot">Whether a program acts under this id.</param>
/// <param name="IsLinked">Whether the other domain knows the same person.</param>
/// <param name="Tastes">Shape tastes: shares that sum to 1; empty for a robot.</param>
/// <param name="City">City as the domain recorded it, or null.</param>
/// <param name="Gender">f, m or null.</param>
/// <param name="BirthYear">Year of birth, or null.</param>
/// <param name="RegisteredAtUnixSeconds">When the user joined.</param>
/// <param name="Level">Membership level 0 … 4.</param>
public sealed record SampleUser(
    string UserId,
    bool IsRobot,
    bool IsLinked,
    IReadOnlyList<double> Tastes,
    string? City,
    string? Gender,
    int? BirthYear,
    long RegisteredAtUnixSeconds,
    int Level
);
