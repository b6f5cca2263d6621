using Kuajie.Algorithms.Evaluation.OffPolicy;
using Kuajie.Algorithms.Experiments.Planning;

namespace Kuajie.Algorithms.Tests.Experiments.Planning;

public sealed class ListPreviewsTests
{
    private static readonly BanditSimulator World = new(types: 5, items: 12, loggingTemperature: 0.5, targetTemperature: 0.1, seed: 11);

    /// <summary>One place a list and one list a person: what is known of single decisions comes out again.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.05)]
    public void Of_OnePlaceLists_AreSingleDecisions(double modelError)
    {
        var log = World.Log(2000, modelError, 3);
        var isPlain = modelError == 0;
        LoggedDecision[] decisions = [.. log.Select(each => isPlain ? each with { PredictedReward = 0, PredictedValue = 0 } : each)];

        var single = PolicyPreview.Of(decisions);
        var lists = ListPreviews.Of([.. decisions.Select((each, unit) => new LoggedList(unit, [each]))]);

        Assert.Equal(single.Logged, lists.Logged, 12);
        Assert.Equal(single.SelfNormalized!.Value.Value, lists.SelfNormalized!.Value.Value, 12);
        Assert.Equal(single.SelfNormalized.Value.StandardError, lists.SelfNormalized.Value.StandardError, 9);
        Assert.Equal(single.DoublyRobust is null, lists.DoublyRobust is null);
        Assert.Equal(single.DoublyRobust?.Value ?? 0, lists.DoublyRobust?.Value ?? 0, 12);
        Assert.Equal(single.EffectiveSampleSize, lists.EffectiveSampleSize, 6);
        Assert.Equal(single.MeanWeight, lists.MeanWeight, 12);
        Assert.Equal(single.Kind, lists.Kind);
        Assert.Equal(single.Difference!.Value.Low, lists.Difference!.Value.Low, 9);
        Assert.Equal(single.Difference.Value.High, lists.Difference.Value.High, 9);
    }

    /// <summary>300 people with two lists of two places: weights 1.5 with reward 1, ½ with reward 0. Per list 2 · 0.75 against 2 · 0.5.</summary>
    [Fact]
    public void Of_TwoPlaces_HandComputed()
    {
        LoggedDecision good = new(0.5, 0.75, 1);
        LoggedDecision bad = new(0.5, 0.25, 0);
        var preview = ListPreviews.Of([
            .. Enumerable.Range(0, 600).Select(list => new LoggedList(list / 2, list % 2 == 0 ? [good, good] : [bad, bad])),
        ]);

        Assert.Equal((1.0, 1.0), (preview.Logged, preview.MeanWeight));
        Assert.Equal(1.5, preview.SelfNormalized!.Value.Value, 12);
        Assert.Equal(0.5, preview.Difference!.Value.Value, 12);
        // Everybody has one list of each sort: people do not differ, so nothing is uncertain.
        Assert.Equal(0.5, preview.Difference.Value.Low, 12);
        Assert.Equal(300, preview.EffectiveSampleSize, 9);
        Assert.Equal(PreviewKind.Better, preview.Kind);
    }

    /// <summary>Everything told twice over by the same people tells no more.</summary>
    [Fact]
    public void Of_EveryListTwice_IsNoSurer()
    {
        LoggedList[] once = [.. World.Log(1000, 0.05, 5).Select((each, unit) => new LoggedList(unit, [each]))];

        var (one, two) = (ListPreviews.Of(once), ListPreviews.Of([.. once, .. once]));

        Assert.Equal(one.EffectiveSampleSize, two.EffectiveSampleSize, 6);
        Assert.Equal(one.Difference!.Value.Low, two.Difference!.Value.Low, 9);
    }

    [Fact]
    public void Of_WhatWasNeverShown_IsNoAnswer()
    {
        // A third of what the new lists hold never had a chance: the mean weight is 2/3.
        var preview = ListPreviews.Of([
            .. Enumerable.Range(0, 3000).Select(unit => new LoggedList(unit, [new(0.5, unit % 3 == 0 ? 1 : 0, 1)])),
        ]);

        Assert.Equal(PreviewKind.NotShown, preview.Kind);
        Assert.Null(preview.Difference);
        Assert.Contains("67 %", $"{preview.Sentence}", StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TooHighWeights_AreWrongPropensities() =>
        Assert.Equal(
            PreviewKind.WrongPropensities,
            ListPreviews
                .Of([
                    .. World
                        .Log(5000, 0.05, 1)
                        .Select((each, unit) => new LoggedList(unit, [each with { Propensity = each.Propensity / 1.5 }])),
                ])
                .Kind
        );

    [Fact]
    public void Of_NothingOrAFewPeople_IsNotEnough()
    {
        var nothing = ListPreviews.Of([]);
        var few = ListPreviews.Of([.. Enumerable.Range(0, 5000).Select(list => new LoggedList(list % 20, [new(0.5, 0.5, list % 2)]))]);
        var never = ListPreviews.Of([.. Enumerable.Range(0, 500).Select(unit => new LoggedList(unit, [new(0.5, 0, 1)]))]);

        Assert.All([nothing, few, never], each => Assert.Equal(PreviewKind.NotEnoughData, each.Kind));
        Assert.All([nothing, few, never], each => Assert.True(double.IsFinite(each.Logged + each.MeanWeight + each.EffectiveSampleSize)));
        Assert.Equal((0.0, 20.0), (nothing.Logged, few.EffectiveSampleSize));
        Assert.Null(never.SelfNormalized);
    }

    [Fact]
    public void Of_Nonsense_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ListPreviews.Of([new LoggedList(0, [])]));
        Assert.Throws<ArgumentException>(() => ListPreviews.Of([new LoggedList(0, [new(0, 1, 1)])]));
        Assert.Throws<ArgumentException>(() => ListPreviews.Of([new LoggedList(0, [new(0.5, 1, double.NaN)])]));
    }
}
