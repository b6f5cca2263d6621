using System.Globalization;
using System.Text;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Which items a list, a boost or a promoted share is about. Conditions that are not given hold for every item; words are compared whatever their case.</summary>
public sealed record ItemFilter
{
    /// <summary>No condition at all.</summary>
    public static ItemFilter None { get; } = new();

    /// <summary>The item's kind is one of these.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>It carries at least one of these tags.</summary>
    public IReadOnlyList<string> TagsAny { get; init; } = [];

    /// <summary>It carries all of these tags.</summary>
    public IReadOnlyList<string> TagsAll { get; init; } = [];

    /// <summary>It carries none of these tags.</summary>
    public IReadOnlyList<string> TagsNone { get; init; } = [];

    /// <summary>It belongs to one of these parties.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Least price in minor units of <see cref="Currency"/>, or null. An item without a price meets no bound on it.</summary>
    public long? PriceFrom { get; init; }

    /// <summary>Largest price in minor units of <see cref="Currency"/>, or null.</summary>
    public long? PriceTo { get; init; }

    /// <summary>ISO 4217 code of the item's price, or null for any.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether items that may not be recommended at the moment of the request are let through too. Default: they are not.</summary>
    public bool IncludeUnavailable { get; init; }

    /// <summary>Number of words given.</summary>
    internal int WordCount => Kinds.Count + TagsAny.Count + TagsAll.Count + TagsNone.Count + Owners.Count;

    /// <summary>Whether only availability is asked for.</summary>
    internal bool IsEmpty => WordCount == 0 && PriceFrom is null && PriceTo is null && Currency is null && !IncludeUnavailable;

    /// <summary>The same text for filters that mean the same.</summary>
    internal string Key()
    {
        if (IsEmpty)
        {
            return "";
        }
        var key = new StringBuilder();
        foreach (var (name, words) in new[] { ('k', Kinds), ('y', TagsAny), ('l', TagsAll), ('n', TagsNone), ('o', Owners) })
        {
            foreach (var word in words.Select(word => word.ToUpperInvariant()).Distinct().Order(StringComparer.Ordinal))
            {
                key.Append(name).Append(word.Length).Append(':').Append(word);
            }
        }
        return key.Append(
                CultureInfo.InvariantCulture,
                $"p{PriceFrom}-{PriceTo}c{Currency?.ToUpperInvariant()}{(IncludeUnavailable ? "u" : "")}"
            )
            .ToString();
    }
}
