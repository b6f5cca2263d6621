using System.Globalization;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Audience;

/// <summary>One thing a user did, with what is known of the item.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="At">When.</param>
/// <param name="Weight">What it counts, above 0: paying and finishing speak louder than looking.</param>
public sealed record AudienceEvent(string ItemId, DateTimeOffset At, double Weight)
{
    /// <summary>Tags of the item; compared whatever their case.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Category of the item, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Form of the item (course, book, event …), or null.</summary>
    public string? Format { get; init; }

    /// <summary>Whether the user took the item: enrolled, bought, completed.</summary>
    public bool IsTaken { get; init; }

    /// <summary>What was paid, in minor units of <see cref="Currency"/>; null where nothing was or nothing is known.</summary>
    public long? PaidMinorUnits { get; init; }

    /// <summary>ISO 4217 code of what was paid.</summary>
    public string? Currency { get; init; }

    internal IEnumerable<InputFault> Faults()
    {
        if (!(Weight > 0 && double.IsFinite(Weight)))
        {
            yield return new InputFault("EventWeight", ItemId, Weight.ToString(CultureInfo.InvariantCulture));
        }
        if (PaidMinorUnits < 0)
        {
            yield return new InputFault("EventPaid", ItemId, PaidMinorUnits.Value.ToString(CultureInfo.InvariantCulture));
        }
        if (PaidMinorUnits is not null && Currency is not { Length: 3 })
        {
            yield return new InputFault("EventCurrency", ItemId, Currency ?? "");
        }
    }
}
