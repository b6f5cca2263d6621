namespace Kuajie.Platform.Campaigns.Decisions;

/// <summary>Why a budget gives nothing.</summary>
public enum BudgetAnswer
{
    /// <summary>It does.</summary>
    Given,

    /// <summary>Too little is left of the whole.</summary>
    Spent,

    /// <summary>Too little is left of the day's.</summary>
    DaySpent,

    /// <summary>The pace allows no more yet.</summary>
    Paced,
}

/// <summary>
/// What is left of a campaign's budget, in whole minor units. An amount is held back before anything that costs it is promised, and becomes spent, or free again, when what became of it is on the disk: what
/// is spent and what is held back are never above the budget, nor above the day's, at any moment, whoever asks at once. Safe to call from many threads.
/// </summary>
/// <param name="budgetMinorUnits">The whole.</param>
/// <param name="dailyCapMinorUnits">What a day may take of it, or null.</param>
public sealed class CampaignBudget(long budgetMinorUnits, long? dailyCapMinorUnits)
{
    private readonly Lock changing = new();
    private readonly Dictionary<int, long> days = [];
    private long spent;
    private long held;

    /// <summary>The whole.</summary>
    public long BudgetMinorUnits => budgetMinorUnits;

    /// <summary>What was spent.</summary>
    public long Spent
    {
        get
        {
            lock (changing)
            {
                return spent;
            }
        }
    }

    /// <summary>What is held back for what is not on the disk yet.</summary>
    public long Held
    {
        get
        {
            lock (changing)
            {
                return held;
            }
        }
    }

    /// <summary>What was spent on a day, with what is held back for it.</summary>
    public long TakenOn(int day)
    {
        lock (changing)
        {
            return days.GetValueOrDefault(day);
        }
    }

    /// <summary>Takes in what is on record from before.</summary>
    public void Restore(int day, long amount)
    {
        lock (changing)
        {
            spent += amount;
            days[day] = days.GetValueOrDefault(day) + amount;
        }
    }

    /// <summary>Whether something of a price could be had.</summary>
    /// <param name="price">What it costs at most.</param>
    /// <param name="day">On which day.</param>
    /// <param name="allowed">What may have been spent by now.</param>
    public BudgetAnswer Ask(long price, int day, long allowed)
    {
        lock (changing)
        {
            return Answer(price, day, allowed);
        }
    }

    /// <summary>Holds an amount back where something of a price can be had.</summary>
    /// <param name="price">What has to be left.</param>
    /// <param name="amount">What is held back; at most the price.</param>
    /// <param name="day">On which day.</param>
    /// <param name="allowed">What may have been spent by now.</param>
    public BudgetAnswer TryHold(long price, long amount, int day, long allowed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, price);
        lock (changing)
        {
            var answer = Answer(price, day, allowed);
            if (answer == BudgetAnswer.Given)
            {
                held += amount;
                days[day] = days.GetValueOrDefault(day) + amount;
            }
            return answer;
        }
    }

    /// <summary>What was held back is spent, or as much of it as it cost in the end.</summary>
    /// <param name="amount">What was held back.</param>
    /// <param name="cost">What it cost, at most that.</param>
    /// <param name="day">The day it was held back for.</param>
    public void Settle(long amount, long cost, int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cost);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, amount);
        lock (changing)
        {
            held -= amount;
            spent += cost;
            days[day] = days.GetValueOrDefault(day) - (amount - cost);
        }
    }

    private BudgetAnswer Answer(long price, int day, long allowed)
    {
        var taken = spent + held;
        return price > budgetMinorUnits - taken ? BudgetAnswer.Spent
            : dailyCapMinorUnits is { } cap && price > cap - days.GetValueOrDefault(day) ? BudgetAnswer.DaySpent
            : price > allowed - taken ? BudgetAnswer.Paced
            : BudgetAnswer.Given;
    }
}
