using CsCheck;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Faults;

namespace Kuajie.Marketing.Tests.Audience;

public sealed class UserTallyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TallyOptions Options = new() { HalfLife = TimeSpan.FromDays(20) };
    private static readonly Gen<AudienceEvent> Events =
        from item in Gen.Int[0, 5]
        from minutes in Gen.Int[0, 200 * 24 * 60]
        from weight in Gen.Double[0.5, 6]
        from tags in Gen.Int[0, 4].Select(tag => $"t{tag}").Array[0, 3]
        from price in Gen.Int[0, 3]
        select new AudienceEvent($"i{item}", Start.AddMinutes(minutes), weight)
        {
            Tags = tags,
            Format = item % 2 == 0 ? "course" : null,
            IsTaken = price > 0,
            PaidMinorUnits = price == 0 ? null : price * 990,
            Currency = price == 0 ? null : "CNY",
        };

    [Fact]
    public void Add_InAnyOrderOrMergedFromParts_EqualsARebuildOfTheWholeHistory() =>
        Gen.Select(Events.Array[1, 30], Gen.Int[0, 30], Gen.Int)
            .Sample(
                (events, cut, shuffle) =>
                {
                    var whole = Tally(events.OrderBy(each => each.At));
                    int[] keys = [.. events.Select((_, place) => (place * 31) ^ shuffle)];
                    var (anyOrder, parts) = (events.ToArray(), Tally(events.Take(cut)));
                    Array.Sort(keys, anyOrder);
                    parts.Merge(Tally(events.Skip(cut)));
                    var average = AudienceBase.Of([whole], Start.AddDays(200));
                    AssertEqual(average, whole, Tally(anyOrder));
                    AssertEqual(average, whole, parts);
                }
            );

    [Fact]
    public void Weights_OfAnyHistory_AreThoseOfAPlainSum() =>
        Events
            .Array[1, 30]
            .Sample(events =>
            {
                var tally = Tally(events);
                var at = Start.AddDays(200).ToUnixTimeSeconds();
                double Decay(AudienceEvent each) => Math.Pow(0.5, (at - each.At.ToUnixTimeSeconds()) / Options.HalfLife.TotalSeconds);
                foreach (var tag in events.SelectMany(each => each.Tags).Distinct())
                {
                    Close(
                        events.Where(each => each.Tags.Contains(tag)).Sum(each => each.Weight * Decay(each)),
                        tally.Tags.ValueAt(tag, at)
                    );
                }
                var sum = events.Sum(each => each.Weight * Decay(each));
                Close(sum * sum / events.Sum(each => each.Weight * each.Weight * Decay(each)), tally.EvidenceAt(at));
            });

    [Fact]
    public void Add_OneHalfLifeApart_CountsTheEarlierHalf()
    {
        var tally = new UserTally(Options);
        tally.Add(new AudienceEvent("a", Start, 1) { Tags = ["Old", "old"] });
        tally.Add(new AudienceEvent("b", Start.AddDays(20), 1) { Tags = ["new"] });

        var at = Start.AddDays(20).ToUnixTimeSeconds();
        Assert.Equal(0.5, tally.Tags.ValueAt("OLD", at), 1e-12);
        Assert.Equal(1.5, tally.WeightAt(at), 1e-12);
        // (1 + ½)² / (1 + ½)
        Assert.Equal(1.5, tally.EvidenceAt(at), 1e-12);
    }

    [Fact]
    public void Add_InAnotherTimeZone_CountsItsHoursAndDays()
    {
        var tally = new UserTally(new TallyOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") });
        // Friday 20:00 UTC is Saturday 04:00 in Shanghai.
        tally.Add(new AudienceEvent("a", new DateTimeOffset(2026, 1, 2, 20, 0, 0, TimeSpan.Zero), 1));
        tally.Add(new AudienceEvent("a", new DateTimeOffset(2026, 1, 3, 2, 0, 0, TimeSpan.Zero), 1));

        var profile = new ProfileBuilder(AudienceBase.Of([tally], tally.Last!.Value)).Of("u", tally, tally.Last!.Value)!;

        Assert.Equal(["10", "4"], profile.Hours.Select(hour => hour.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["saturday"], profile.Weekdays.Select(day => day.Name));
        Assert.Equal(1, profile.ActiveDays);
    }

    [Fact]
    public void Prices_OfManyPurchases_AreTheQuantilesToOnePercent()
    {
        var tally = new UserTally();
        foreach (var price in Enumerable.Range(1, 101))
        {
            tally.Add(new AudienceEvent("a", Start, 1) { PaidMinorUnits = 1000 * price, Currency = "CNY" });
        }

        var band = new ProfileBuilder(AudienceBase.Of([tally], Start)).Of("u", tally, Start)!.Prices!;

        Assert.Equal(26_000, band.LowMinorUnits, 0.01 * 26_000);
        Assert.Equal(51_000, band.MedianMinorUnits, 0.01 * 51_000);
        Assert.Equal(76_000, band.HighMinorUnits, 0.01 * 76_000);
        Assert.Equal((PriceLevel.Middle, 101L), (band.Level, band.Purchases));
        Assert.Equal(new Spending(5_151_000, 101), tally.Spendings["CNY"]);
    }

    [Fact]
    public void Add_ImpossibleEvent_NamesEveryFault()
    {
        var bad = new AudienceEvent("i", Start, double.NaN) { PaidMinorUnits = -1, Currency = "yuan" };

        var faults = Assert.Throws<InvalidInputException>(() => new UserTally().Add(bad)).Faults;

        Assert.Equal(["EventWeight", "EventPaid", "EventCurrency"], faults.Select(fault => fault.Code));
        Assert.Equal(0, new UserTally().Events);
    }

    [Fact]
    public void Merge_OtherOptions_IsRefused() =>
        Assert.Equal(
            "TallyOptions",
            Assert.Throws<InvalidInputException>(() => new UserTally().Merge(new UserTally(Options))).Faults.Single().Code
        );

    [Fact]
    public void New_NoHalfLife_IsRefused() =>
        Assert.Equal(
            "HalfLife",
            Assert.Throws<InvalidInputException>(() => new UserTally(new TallyOptions { HalfLife = TimeSpan.Zero })).Faults.Single().Code
        );

    private static UserTally Tally(IEnumerable<AudienceEvent> events)
    {
        var tally = new UserTally(Options);
        foreach (var each in events)
        {
            tally.Add(each);
        }
        return tally;
    }

    private static void AssertEqual(AudienceBase average, UserTally expected, UserTally found)
    {
        var at = Start.AddDays(200);
        var (first, second) = (new ProfileBuilder(average).Of("u", expected, at)!, new ProfileBuilder(average).Of("u", found, at)!);
        Assert.Equal(
            (first.First, first.Last, first.Events, first.ActiveDays, first.Stage.Name, first.Prices?.MedianMinorUnits),
            (second.First, second.Last, second.Events, second.ActiveDays, second.Stage.Name, second.Prices?.MedianMinorUnits)
        );
        Assert.Equal(first.Money.OrderBy(pair => pair.Key), second.Money.OrderBy(pair => pair.Key));
        Assert.Equal(first.Taken.OrderBy(pair => pair.Key), second.Taken.OrderBy(pair => pair.Key));
        foreach (
            var part in new Func<UserProfile, IReadOnlyList<Preference>>[] { each => each.Tags, each => each.Hours, each => each.Formats }
        )
        {
            var (one, two) = (part(first).ToDictionary(each => each.Name), part(second).ToDictionary(each => each.Name));
            Assert.Equal(one.Keys.Order(), two.Keys.Order());
            foreach (var (name, preference) in one)
            {
                Close(preference.Share, two[name].Share);
                Close(preference.Low, two[name].Low);
                Close(preference.Confidence, two[name].Confidence);
            }
        }
    }

    private static void Close(double expected, double found) => Assert.Equal(expected, found, 1e-9 * (1 + Math.Abs(expected)));
}
