using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>How often a campaign was shown to whom: in all, and on the last day it was. Safe to call from many threads.</summary>
/// <param name="definition">Has the caps.</param>
internal sealed class SeenCounts(CampaignDefinition definition)
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>How many people and visits saw it.</summary>
    public int Reach
    {
        get
        {
            lock (changing)
            {
                return seen.Count;
            }
        }
    }

    /// <summary>Who is counted: the user, or the visit where the user is not known.</summary>
    public static string UnitOf(string? userId, string? sessionId) => userId is null ? $"visit {sessionId}" : $"user {userId}";

    /// <summary>Counts an impression where it passes no bound and something else agrees, in one step: who is refused takes nothing from anybody, not for a moment.</summary>
    /// <param name="unit">Who sees it.</param>
    /// <param name="day">On which day.</param>
    /// <param name="refusal">Asked once no bound is passed: why it cannot be, or null.</param>
    /// <returns>Why it was not counted, or null.</returns>
    public string? TryCount(string unit, int day, Func<string?> refusal)
    {
        lock (changing)
        {
            var known = seen.GetValueOrDefault(unit);
            if ((Passed(known, day) ?? refusal()) is { } why)
            {
                return why;
            }
            seen[unit] = known.Plus(day, 1);
            return null;
        }
    }

    /// <summary>Takes in impressions on record, in any order of days.</summary>
    public void Restore(string unit, int day, int count)
    {
        lock (changing)
        {
            seen[unit] = seen.GetValueOrDefault(unit).Plus(day, count);
        }
    }

    /// <summary>Takes an impression back that came to nothing.</summary>
    public void TakeBack(string unit, int day)
    {
        lock (changing)
        {
            if (seen.TryGetValue(unit, out var known))
            {
                var left = known.Plus(day, -1);
                if (left.InAll <= 0)
                {
                    seen.Remove(unit);
                }
                else
                {
                    seen[unit] = left;
                }
            }
        }
    }

    /// <summary>Forgets somebody.</summary>
    public void Forget(string unit)
    {
        lock (changing)
        {
            seen.Remove(unit);
        }
    }

    private string? Passed(Seen known, int day) =>
        definition.MostPerUser is { } most && known.InAll >= most ? DecisionReason.FrequencyInAll
        : definition.MostPerUserADay is { } mostADay && known.On(day) >= mostADay ? DecisionReason.FrequencyOfDay
        : null;

    /// <param name="InAll">Impressions in all.</param>
    /// <param name="Day">The last day with any. While a clock is behind it, impressions count for it, so that nobody sees more because of the clock.</param>
    /// <param name="OnDay">Impressions on it.</param>
    private readonly record struct Seen(int InAll, int Day, int OnDay)
    {
        public int On(int day) => day <= Day ? OnDay : 0;

        public Seen Plus(int day, int count) =>
            day <= Day ? new Seen(InAll + count, Day, OnDay + count) : new Seen(InAll + count, day, count);
    }
}
