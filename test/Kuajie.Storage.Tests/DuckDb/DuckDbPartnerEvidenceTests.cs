using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Partners;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;

namespace Kuajie.Storage.Tests.DuckDb;

/// <summary>Counts for the fit of a partner, against counts by hand.</summary>
public sealed class DuckDbPartnerEvidenceTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 10, 0, TimeSpan.Zero);
    private readonly TemporaryStore temporary = new();

    public DuckDbPartnerEvidenceTests()
    {
        var rows = new InMemoryInteractionStore();
        rows.Add("races", "anna", "r1", InteractionKind.Click, At, null);
        rows.Add("races", "anna", "r1", InteractionKind.Purchase, At.AddMinutes(1), null);
        rows.Add("races", "bert", "r2", InteractionKind.Click, At, null);
        rows.Add("races", "cora", "r2", InteractionKind.Enrol, At, null);
        rows.Add("races", "cora", "r3", InteractionKind.View, At, null);
        rows.Add("races", "dora", "r4", InteractionKind.Purchase, At, null);
        rows.Add("other", "anna", "r1", InteractionKind.Purchase, At, null);
        temporary.Store.Append(rows.All);
        temporary.Store.Put([
            Item("r1", ["run", "city"], 10_000, "CNY"),
            Item("r2", ["run"], 40_000, "CNY"),
            Item("r3", ["trail"], 90_000, "USD"),
            Item("r4", [], 0, "CNY"),
        ]);
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Takers_AllAndAmongSome_AreThoseThatBoughtOrEnrolled()
    {
        Assert.Equal(new Tally(3, 4), temporary.Store.Takers("races", null));
        Assert.Equal(new Tally(1, 2), temporary.Store.Takers("races", ["anna", "bert", "nobody"]));
        Assert.Equal(new Tally(0, 0), temporary.Store.Takers("races", []));
        Assert.Equal(new Tally(0, 0), temporary.Store.Takers("nowhere", null));
    }

    [Fact]
    public void TagUsers_CountsPeopleNotRows()
    {
        var tags = temporary.Store.TagUsers("races", 10);

        Assert.Equal(
            [("run", 3L), ("city", 1L), ("trail", 1L)],
            tags.Select(tag => (tag.Key, tag.Value)).OrderByDescending(tag => tag.Value).ThenBy(tag => tag.Key)
        );
        Assert.Equal(["run"], temporary.Store.TagUsers("races", 1).Keys);
    }

    [Fact]
    public void Prices_ByCurrencyWithoutFreeOnes()
    {
        var paid = temporary.Store.PricesPaid("races");
        var offered = temporary.Store.PricesOffered("races");

        // Of the two prices 10,000 and 40,000 the logarithms lie ± ln 2 around ln 20,000; two values deviate by √2 · ln 2.
        Assert.Equal(["CNY"], paid.Keys);
        Assert.Equal(2, paid["CNY"].Count);
        Assert.Equal(Math.Log(20_000), paid["CNY"].MeanLog, 12);
        Assert.Equal(Math.Sqrt(2) * Math.Log(2), paid["CNY"].DeviationLog, 12);
        Assert.Equal(new PriceProfile(Math.Log(90_000), 0, 1), offered["USD"]);
        Assert.Equal(2, offered["CNY"].Count);
    }

    private static Item Item(string id, string[] tags, long price, string currency) =>
        new("races", id, "event", id, null, tags, price, currency, null, null, null, "{}");
}
