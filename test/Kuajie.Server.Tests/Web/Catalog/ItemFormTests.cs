using System.Text.Json;
using Kuajie.Client.Catalog;
using Kuajie.Server.Web.Pages.Catalog;

namespace Kuajie.Server.Tests.Web.Catalog;

public sealed class ItemFormTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    private static readonly ItemResponse Course = new(
        "knowledge",
        "C1",
        "course",
        "跑步入门",
        null,
        ["跑步", "马拉松"],
        19900,
        "CNY",
        null,
        new DateTimeOffset(2026, 5, 1, 2, 47, 13, TimeSpan.Zero),
        null,
        JsonDocument.Parse("""{"讲师":"阮一苇"}""").RootElement
    );

    [Fact]
    public void Form_ReadWithoutChanges_IsTheItemAsItWas()
    {
        var (request, fault) = ItemForm.Of(Course, Shanghai).Read(Shanghai);
        var stored = ItemForm.ToRequest(Course);

        Assert.Null(fault);
        Assert.Equal("2026-05-01T10:47:13", ItemForm.Of(Course, Shanghai).From);
        Assert.Equal(stored.AvailableFrom, request!.AvailableFrom);
        Assert.Equal(stored.Tags, request.Tags);
        Assert.Equal((stored.PriceMinorUnits, stored.Currency, stored.Title), (request.PriceMinorUnits, request.Currency, request.Title));
        Assert.True(JsonElement.DeepEquals(stored.Attributes!.Value, request.Attributes!.Value));
    }

    [Theory]
    [InlineData("a, b，c、d;e", "a|b|c|d|e")]
    [InlineData("  ", "")]
    public void Tags_HoweverSeparated_AreRead(string written, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                '|',
                new ItemForm { Item = "x", Tags = written }
                    .Read(Shanghai)
                    .Request!.Tags!
            )
        );

    [Theory]
    [InlineData("12.5", "USD", 1250L)]
    [InlineData("1200", "JPY", 1200L)]
    [InlineData("", "CNY", null)]
    public void Price_ByItsCurrency_BecomesMinorUnits(string price, string currency, long? minorUnits) =>
        Assert.Equal(
            minorUnits,
            new ItemForm
            {
                Item = "x",
                Price = price,
                Currency = currency,
            }
                .Read(Shanghai)
                .Request!.PriceMinorUnits
        );

    [Theory]
    [InlineData("19,9", "{}", "BadPrice")]
    [InlineData("-1", "{}", "BadPrice")]
    [InlineData("1", "{city: 1}", "BadAttributes")]
    public void Form_ThatCannotBeRead_NamesTheFault(string price, string attributes, string fault) =>
        Assert.Equal(
            fault,
            new ItemForm
            {
                Item = "x",
                Price = price,
                Attributes = attributes,
            }
                .Read(Shanghai)
                .Fault
        );

    [Fact]
    public async Task FoundItems_ScrolledDown_AskOnlyAsFarAsIsLookedAt()
    {
        var asked = new List<string?>();
        var found = await FoundItems.BeginAsync(
            (cursor, _) =>
            {
                asked.Add(cursor);
                var page = int.Parse(cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                return Task.FromResult(new ItemPageResponse(250, [.. Items(page)], page < 2 ? $"{page + 1}" : null));
            },
            default
        );

        Assert.Equal("0", (await found.RangeAsync(0, 30, default))[0].Item);
        Assert.Single(asked);
        Assert.Equal(["198", "199", "200", "201"], (await found.RangeAsync(198, 4, default)).Select(item => item.Item));
        Assert.Equal(10, (await found.RangeAsync(240, 30, default)).Count);
        Assert.Empty(await found.RangeAsync(300, 30, default));
        Assert.Equal([null, "1", "2"], asked);

        static IEnumerable<ItemResponse> Items(int page) =>
            Enumerable.Range(100 * page, page < 2 ? 100 : 50).Select(n => Course with { Item = $"{n}" });
    }
}
