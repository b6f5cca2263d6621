namespace Kuajie.Server.Web.Parts;

/// <summary>Wishes within an address: <c>budget:600000,robust:yes</c>.</summary>
internal static class WishText
{
    /// <summary>The wishes, in name order.</summary>
    public static string Write(IReadOnlyDictionary<string, string> wishes) =>
        string.Join(',', wishes.OrderBy(wish => wish.Key, StringComparer.Ordinal).Select(wish => $"{wish.Key}:{wish.Value}"));

    /// <summary>What an address says; parts of it that are no wish are passed over, for people type into addresses.</summary>
    public static Dictionary<string, string> Read(string text)
    {
        var wishes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':', 2) is [{ Length: > 0 } name, { Length: > 0 } value])
            {
                wishes[name] = value;
            }
        }
        return wishes;
    }
}
