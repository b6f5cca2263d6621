using Kuajie.Marketing.Audience;

namespace Kuajie.Platform.Audience;

/// <summary>The words for decisions about tags in JSON and tables.</summary>
public static class TagDecisions
{
    /// <summary>pin, add or forbid.</summary>
    public static string NameOf(TagEditKind kind) =>
        kind switch
        {
            TagEditKind.Pin => "pin",
            TagEditKind.Add => "add",
            _ => "forbid",
        };

    /// <summary>learnt, pinned, added or forbidden.</summary>
    public static string NameOf(TagOrigin origin) =>
        origin switch
        {
            TagOrigin.Learnt => "learnt",
            TagOrigin.Pinned => "pinned",
            TagOrigin.Added => "added",
            _ => "forbidden",
        };

    /// <summary>The decision of a word, in any case; null for another word.</summary>
    public static TagEditKind? Parse(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Enum.GetValues<TagEditKind>()
            .Cast<TagEditKind?>()
            .FirstOrDefault(kind => string.Equals(NameOf(kind!.Value), word.Trim(), StringComparison.OrdinalIgnoreCase));
    }
}
