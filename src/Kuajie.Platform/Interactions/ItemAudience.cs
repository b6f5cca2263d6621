namespace Kuajie.Platform.Interactions;

/// <summary>Who did something with an item, in counts. Flagged users (robots) are left out.</summary>
/// <param name="Users">Different users.</param>
/// <param name="Interactions">What they did, counted.</param>
/// <param name="Kinds">By what was done, in the kinds' order.</param>
/// <param name="Periods">By time, earliest first; periods in which nobody did anything are left out, and so are interactions whose time is unknown.</param>
public sealed record ItemAudience(long Users, long Interactions, IReadOnlyList<KindAudience> Kinds, IReadOnlyList<PeriodAudience> Periods);

/// <summary>Who did one kind of thing with an item.</summary>
public readonly record struct KindAudience(InteractionKind Kind, long Users, long Interactions);

/// <summary>Who did anything with an item within a period that begins on a day (UTC).</summary>
public readonly record struct PeriodAudience(DateOnly First, long Users, long Interactions);

/// <summary>How long the periods of an audience are.</summary>
public enum AudiencePeriod
{
    Day = 1,

    /// <summary>From Monday on.</summary>
    Week = 2,

    Month = 3,
}

/// <summary>A user and how much they did.</summary>
public sealed record UserActivity(string UserId, long Interactions, DateTimeOffset? LastAt);
