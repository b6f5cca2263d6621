using Kuajie.Algorithms.Association;

namespace Kuajie.Algorithms.Tests.Association;

public sealed class ObservedToExpectedTests
{
    [Fact]
    public void Of_ByHand_GivesTheShrunkRatio()
    {
        // 20 of 100 have the first, 30 the second: by chance 6 have both. 15 have: 15.5 / 6.5.
        var found = ObservedToExpected.Of(15, 20, 30, 100);

        Assert.Equal(15, found.Observed);
        Assert.Equal(6, found.Expected, 1e-12);
        Assert.Equal(2.384615384615, found.Ratio, 1e-9);
        Assert.True(found.Low < found.Ratio && found.Ratio < found.High);
    }

    [Fact]
    public void Of_WholeNumbersAndAHalf_HasTheIntervalOfChiSquared()
    {
        // Gamma(O + ½, E + ½) is chi-squared with 2 O + 1 degrees over 2 E + 1. Tables: χ²(11) has 3.816 and 21.920 at 2.5 % and 97.5 %.
        var found = ObservedToExpected.Of(5, 10, 10, 25);

        Assert.Equal(3.816 / 9, found.Low, 1e-4);
        Assert.Equal(21.920 / 9, found.High, 1e-4);
    }

    [Fact]
    public void Of_LittleEvidence_StaysNearChance()
    {
        // Both of two people, out of a thousand: the plain ratio is 500, too much to believe from two.
        var rare = ObservedToExpected.Of(2, 2, 2, 1000);
        var common = ObservedToExpected.Of(200, 200, 200, 1000);

        Assert.Equal(2.5 / 0.504, rare.Ratio, 1e-9);
        Assert.True(rare.Low < 1);
        Assert.Equal(200.5 / 40.5, common.Ratio, 1e-9);
        Assert.True(common.Low > 4);
    }

    [Fact]
    public void Of_NobodyHasBoth_IsBelowOneAndNeverZero()
    {
        var none = ObservedToExpected.Of(0, 50, 50, 100);

        Assert.Equal(0.5 / 25.5, none.Ratio, 1e-12);
        Assert.True(none.High < 1);
    }

    [Fact]
    public void Against_WhatChanceGives_IsTheSameAsOfCounts() =>
        Assert.Equal(ObservedToExpected.Of(15, 20, 30, 100), ObservedToExpected.Against(15, 6));

    [Theory]
    [InlineData(3, 2, 5, 10)]
    [InlineData(1, 2, 11, 10)]
    [InlineData(-1, 2, 5, 10)]
    [InlineData(0, 0, 0, 0)]
    public void Of_CountsThatContradict_IsRefused(long both, long first, long second, long people) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ObservedToExpected.Of(both, first, second, people));
}
