namespace Kuajie.Server.Web;

/// <summary>One colour for each domain, the same on every page and in every picture. Domains have them in the order in which they came, so that another domain changes none of them.</summary>
/// <param name="domains">The names of all domains, the oldest first.</param>
public sealed class DomainColors(Func<IReadOnlyList<string>> domains)
{
    private static readonly string[] Light = ["#1f5fbf", "#c65d1e", "#0b6e5f", "#7a4fb5", "#a3304f", "#5d6b00", "#2a7f9e", "#6d5a45"];
    private static readonly string[] Dark = ["#8ab4f8", "#f0a77f", "#6fd6c2", "#c7a8f0", "#f29bb0", "#cdd667", "#7fd0ea", "#d3bfa6"];
    private List<string> known = [];

    /// <summary>Knows of no domain: all have the first colour.</summary>
    public static DomainColors None { get; } = new(() => []);

    /// <summary>The colour of a domain; that of the first for one that nobody knows.</summary>
    public string Of(string domain, bool isDark)
    {
        var colors = isDark ? Dark : Light;
        return colors[PlaceOf(domain) % colors.Length];
    }

    private int PlaceOf(string domain)
    {
        if (!known.Contains(domain))
        {
            known = [.. domains()];
        }
        return Math.Max(0, known.IndexOf(domain));
    }
}
