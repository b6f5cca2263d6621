using Kuajie.Algorithms.Numerics.Sampling;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Campaigns.Life;
using Kuajie.Platform.Campaigns.Offers;
using Kuajie.Platform.Faults;

namespace Kuajie.Platform.Tests.Campaigns.Offers;

public sealed class OfferShelfTests : IAsyncDisposable
{
    private static readonly OfferDetail Tenth = new(new CreativeWords("10 off", ""), new CreativeWords("减十元", ""))
    {
        AmountMinorUnits = 1000,
    };
    private readonly CampaignWorld world = new();
    private readonly InMemoryOfferStore store = new();

    private OfferShelf Offers => new(store, world.Shelf, new SeededCodes(5), world.Clock);

    public OfferShelfTests()
    {
        world.Run(CampaignWorld.Plain);
        world.Clock.SetUtcNow(CampaignWorld.Start);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public void Generate_Codes_AreManyDifferentAndReadable()
    {
        Define();

        var codes = Offers.Generate("school", "spring", "tenth", 5000);

        Assert.Equal(5000, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", code));
        // Every sign is as likely as any other: 60,000 draws of 31 signs.
        var counts = string.Concat(codes)
            .Replace("-", "", StringComparison.Ordinal)
            .GroupBy(sign => sign)
            .Select(same => same.Count())
            .ToArray();
        Assert.Equal(CodeText.Signs.Length, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 1700, 2170));
    }

    /// <summary>The same source once more makes the same first codes, which are taken: it goes on to others.</summary>
    [Fact]
    public void Generate_TakenCodes_AreMadeAnew()
    {
        Define();
        var first = Offers.Generate("school", "spring", "tenth", 2);

        var second = Offers.Generate("school", "spring", "tenth", 3);

        Assert.Equal(5, first.Concat(second).Distinct().Count());
    }

    [Fact]
    public void Redeem_Once_RepeatsForItsRequestAndRefusesOthers()
    {
        Define();
        var code = Offers.Generate("school", "spring", "tenth", 1)[0];

        var first = Offers.Redeem("league", $" {code.ToLowerInvariant()} ", "r1");
        world.Clock.Advance(TimeSpan.FromHours(1));
        var again = Offers.Redeem("league", code, "r1");

        Assert.Equal(("spring", "tenth", CampaignWorld.Start), (first.Campaign.Name, first.Offer.Name, first.At));
        Assert.Equal(first.At, again.At);
        Assert.Equal("code-used", Code(() => Offers.Redeem("league", code, "r2")));
        Assert.Equal("code-used", Code(() => Offers.Redeem("league", code, null)));
        Assert.Equal("unknown-code", Code(() => Offers.Redeem("league", "2222-2222-2222", null)));
        Assert.Equal("unknown-code", Code(() => Offers.Redeem("stranger", code, "r1")));
        Assert.Equal(new OfferCount(1, 1), Offers.Of("league", "spring")[0].Codes);
    }

    [Fact]
    public async Task Redeem_SixtyFourAtOnce_OneIsTold()
    {
        Define();
        var code = Offers.Generate("school", "spring", "tenth", 1)[0];
        var offers = Offers;

        var told = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(number => Task.Run(() => Try(() => offers.Redeem("league", code, $"r{number}"))))
        );

        Assert.Equal(63, told.Count(each => each == "code-used"));
        Assert.Single(told, each => each == "redeemed");
    }

    [Fact]
    public void Redeem_ExpiredOrNotRunning_IsRefused()
    {
        Define(CampaignWorld.Start.AddDays(2));
        var codes = Offers.Generate("school", "spring", "tenth", 2);
        world.Shelf.Pause("league", "spring", "bo");
        Assert.Equal("campaign-not-running", Code(() => Offers.Redeem("league", codes[0], null)));
        world.Shelf.Start("league", "spring", "bo");
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(2));
        Assert.Equal("code-expired", Code(() => Offers.Redeem("league", codes[0], null)));
        world.Clock.SetUtcNow(CampaignWorld.Start.AddDays(10));
        Assert.Equal("campaign-not-running", Code(() => Offers.Redeem("league", codes[0], null)));
        Assert.Equal("campaign-over", Code(() => Offers.Generate("school", "spring", "tenth", 1)));
    }

    [Fact]
    public void Upload_OwnCodes_AllOrNone()
    {
        Define();

        Assert.Equal(2, Offers.Upload("school", "spring", "tenth", ["spring-26", "SPRING-27"]));
        Assert.Equal("code-taken", Code(() => Offers.Upload("school", "spring", "tenth", ["NEW-1", "Spring-26"])));
        Assert.Equal("code-taken", Code(() => Offers.Upload("school", "spring", "tenth", ["NEW-1", "new-1"])));
        Assert.Equal("invalid-code", Code(() => Offers.Upload("school", "spring", "tenth", ["a b c d"])));
        Assert.Equal("out-of-range", Code(() => Offers.Upload("school", "spring", "tenth", [])));
        Assert.Equal("unknown-offer", Code(() => Offers.Upload("school", "spring", "other", ["NEW-1"])));
        Assert.Equal("not-the-owner", Code(() => Offers.Generate("league", "spring", "tenth", 1)));
        Assert.Equal(new OfferCount(2, 0), Offers.Of("school", "spring")[0].Codes);
        Assert.Equal("tenth", Offers.Redeem("school", "SPRING-26", null).Offer.Name);
    }

    [Fact]
    public void Define_Wrong_NamesEveryFault()
    {
        var wrong = Tenth with { English = new CreativeWords(" ", ""), AmountMinorUnits = null };

        var faults = Assert
            .Throws<SeveralFaultsException>(() =>
                Offers.Define("school", "spring", "a/b", OfferKind.Coupon, wrong, CampaignWorld.Start.AddDays(-1))
            )
            .Faults;

        Assert.Equal(["offer", "expiresAt", "english.title", "amountMinorUnits"], faults.Select(fault => fault.Where));
        Assert.Equal("items", Where(OfferKind.Bundle, Tenth with { Items = ["a"] }));
        Assert.Equal("items", Where(OfferKind.JointCourse, Tenth));
        Assert.Equal("days", Where(OfferKind.TrialDays, Tenth));
    }

    private string? Where(OfferKind kind, OfferDetail detail) =>
        Assert.Throws<KuajieException>(() => Offers.Define("school", "spring", "x", kind, detail, CampaignWorld.Start.AddDays(1))).Where;

    private void Define(DateTimeOffset? expiresAt = null) =>
        Offers.Define("school", "spring", "tenth", OfferKind.Coupon, Tenth, expiresAt ?? CampaignWorld.Start.AddDays(20));

    private static string Try(Action act)
    {
        try
        {
            act();
            return "redeemed";
        }
        catch (KuajieException refused)
        {
            return refused.Code;
        }
    }

    private static string Code(Action act) => Assert.Throws<KuajieException>(act).Code;

    private sealed class SeededCodes(ulong seed) : ICodeSource
    {
        private SplittableRandom random = new(seed);

        public void Fill(Span<byte> bytes)
        {
            foreach (ref var each in bytes)
            {
                each = (byte)random.NextInteger(256);
            }
        }
    }
}
