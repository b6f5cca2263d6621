using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>Something a person is supposed to have done, for a try-out; it stands in the page's address and is stored nowhere.</summary>
/// <param name="Kind">What.</param>
/// <param name="Domain">The item's domain.</param>
/// <param name="Item">The item.</param>
public sealed record Supposed(string Kind, string Domain, string Item)
{
    /// <summary>What can be supposed.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["view", "like", "favourite", "enrol", "purchase", "complete"];

    /// <summary>Most things at once.</summary>
    public const int Most = 10;

    /// <summary>As it stands in the address: <c>kind:domain:item</c>.</summary>
    public override string ToString() => $"{Kind}:{Domain}:{Item}";

    /// <summary>What an address says; what cannot be read is passed over.</summary>
    public static IReadOnlyList<Supposed> Read(IReadOnlyList<string>? written) =>
        [.. (written ?? []).Select(Read).OfType<Supposed>().Distinct().Take(Most)];

    /// <summary>As the request tells it.</summary>
    public ToldInteraction ToTold() => new(Item, Kind, Domain);

    private static Supposed? Read(string? written) =>
        written?.Split(':', 3) is [var kind, { Length: > 0 } domain, { Length: > 0 } item] && Kinds.Contains(kind)
            ? new Supposed(kind, domain, item)
            : null;
}
