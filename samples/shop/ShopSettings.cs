namespace Kuajie.Samples.Shop;

/// <summary>What the shop has to be told. The secret key stays on the server; the page key goes into every page.</summary>
/// <param name="Kuajie">Address of the Kuajie service, as the shop's server reaches it.</param>
/// <param name="SecretKey">A key of scope <c>recommend</c>.</param>
/// <param name="PageKey">A key of scope <c>collect</c>.</param>
/// <param name="Domain">The shop's own domain.</param>
/// <param name="Partner">The partner's domain.</param>
/// <param name="Address">Where the shop listens.</param>
public sealed record ShopSettings(Uri Kuajie, string SecretKey, string PageKey, string Domain, string Partner, string Address)
{
    /// <summary>Reads them from variables named <c>SHOP_…</c>.</summary>
    public static ShopSettings From(Func<string, string?> variable)
    {
        string Need(string name) =>
            variable(name)
            ?? throw new InvalidOperationException($"The variable {name} is missing; README.md of the sample says what belongs in it.");
        return new ShopSettings(
            new Uri(variable("SHOP_KUAJIE") ?? "http://localhost:5380"),
            Need("SHOP_SECRET_KEY"),
            Need("SHOP_PAGE_KEY"),
            variable("SHOP_DOMAIN") ?? "knowledge",
            variable("SHOP_PARTNER") ?? "sports",
            variable("SHOP_ADDRESS") ?? "http://localhost:5390"
        );
    }
}
