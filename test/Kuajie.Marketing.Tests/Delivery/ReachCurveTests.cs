using CsCheck;
using Kuajie.Marketing.Delivery;

namespace Kuajie.Marketing.Tests.Delivery;

public sealed class ReachCurveTests
{
    /// <summary>Three users on four days: one comes every day, one on two, one on one, each once. By hand: a single day meets 1 + 2/4 + 1/4 of them; two days 1 + (1 − 1/6) + 1/2; all four days all of them.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1.75)]
    [InlineData(2, 2.3333333333)]
    [InlineData(4, 3)]
    public void Users_WithinTheDays_AreThoseByHand(int within, double users) =>
        Assert.Equal(users, new ReachCurve(Three, null, null).Users(within, 1), 8);

    /// <summary>Once 1, twice 1: Chao's estimate of the unseen is (3/4)·1/2 = 0.375; each further day meets 1/(4·0.375 + 1) = 0.4 of them.</summary>
    [Theory]
    [InlineData(5, 3.15)]
    [InlineData(6, 3.24)]
    public void Users_BeyondTheDays_GrowAsChaoSays(int within, double users) =>
        Assert.Equal(users, new ReachCurve(Three, null, null).Users(within, 1), 8);

    /// <summary>Each request filled with probability a half: in one day 0.5 · 1.75.</summary>
    [Fact]
    public void Users_HalfIsFilled_HalfOfThoseWhoComeOnceADayAreMet() =>
        Assert.Equal(0.875, new ReachCurve(Three, null, null).Users(1, 0.5), 8);

    /// <summary>One user with 5 requests on each of 4 days: 2 a day leave 8, 3 in all leave 3, of which 2 on the first day.</summary>
    [Theory]
    [InlineData(null, null, 1, 5)]
    [InlineData(2, null, 4, 8)]
    [InlineData(2, 3, 1, 2)]
    [InlineData(2, 3, 4, 3)]
    public void Impressions_Capped_AreThoseByHand(int? aDay, int? inAll, int within, double impressions) =>
        Assert.Equal(
            impressions,
            new ReachCurve(
                new VisitTable(
                    4,
                    [
                        [5, 5, 5, 5],
                    ]
                ),
                aDay,
                inAll
            ).Impressions(within),
            8
        );

    /// <summary>A fifth day beyond four: 5 of who comes daily, 2.5 and 1.25 of the others, and 0.375 · 0.4 = 0.15 of those whom nobody saw yet.</summary>
    [Fact]
    public void Impressions_BeyondTheDays_CountThoseWhomNobodySawYet() =>
        Assert.Equal(8.9, new ReachCurve(Three, null, null).Impressions(5), 8);

    /// <summary>Beside a plain twin: all sets of days of the size are enumerated.</summary>
    [Fact]
    public void Users_AnyTable_IsTheMeanOverAllSetsOfDays() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 63].Array[1, 8], Gen.Int[1, 6])
            .Sample(
                (days, masks, within) =>
                {
                    var came = masks.Select(mask => mask & ((1 << days) - 1)).Where(mask => mask != 0).ToArray();
                    if (came.Length == 0 || within > days)
                    {
                        return;
                    }
                    var table = new VisitTable(
                        days,
                        [.. came.Select(mask => (IReadOnlyList<int>)[.. Enumerable.Repeat(1, int.PopCount(mask))])]
                    );
                    var sets = Enumerable.Range(0, 1 << days).Where(set => int.PopCount(set) == within).ToArray();
                    var expected = sets.Average(set => came.Count(mask => (mask & set) != 0));
                    Assert.Equal(expected, new ReachCurve(table, null, null).Users(within, 1), 8);
                }
            );

    private static readonly VisitTable Three = new(
        4,
        [
            [1, 1, 1, 1],
            [1, 1],
            [1],
        ]
    );
}
