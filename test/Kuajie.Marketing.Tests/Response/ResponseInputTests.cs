using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class ResponseInputTests
{
    private static readonly ResponseData Data = SimulatedResponses.Additive(1000, seed: 1).Data;

    [Fact]
    public void Train_AFeatureKnownOnlyAfterwards_IsRefused()
    {
        var leaking = Data with
        {
            Features = [Data.Features[0], Data.Features[1] with { Timing = FeatureTiming.AfterOutcome }, Data.Features[2]],
        };

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => new ResponseTrainer().Train(leaking)).Faults);

        Assert.Equal("FeatureLeaks", fault.Code);
        Assert.Contains("'y' is known only after the outcome", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_BadOptionsFeaturesAndValues_NamesThemAllAtOnce()
    {
        var bad = Data with
        {
            Features = [new("x", FeatureSort.Number), new("x", FeatureSort.Number), new("channel", FeatureSort.Category)],
            Rows =
            [
                Data.Rows[0] with
                {
                    Values = [FeatureValue.Of(double.NaN), FeatureValue.Of("a"), FeatureValue.Of(3)],
                    Outcome = 0.5,
                },
                Data.Rows[1] with
                {
                    Values = [FeatureValue.Of(double.PositiveInfinity), FeatureValue.Missing, FeatureValue.Missing],
                },
            ],
        };

        var thrown = Assert.Throws<InvalidInputException>(() =>
            new ResponseTrainer(
                new ResponseOptions
                {
                    TrainShare = 0.95,
                    Trees = 0,
                    LearningRate = double.NaN,
                }
            ).Train(bad)
        );

        Assert.Equal(
            [
                "ResponseOption",
                "ResponseOption",
                "ResponseOption",
                "ResponseOption",
                "FeatureName",
                "FeatureValue",
                "FeatureValue",
                "FeatureValue",
                "OutcomeBinary",
            ],
            thrown.Faults.Select(fault => fault.Code)
        );
        Assert.Contains(thrown.Faults, fault => fault.Where == "x" && fault.Found == "NaN (#1 × 2)");
    }

    [Fact]
    public void Train_RowsOfAnotherLength_SaysHowMany()
    {
        var bad = Data with { Rows = [.. Data.Rows.Take(5), Data.Rows[5] with { Values = [FeatureValue.Of(1)] }] };

        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => new ResponseTrainer().Train(bad)).Faults);

        Assert.Equal(("FeatureCount", "3", "1, #6 × 1"), (fault.Code, fault.Where, fault.Found));
    }

    [Fact]
    public void Train_ANegativeAmount_IsRefused()
    {
        var bad = SimulatedResponses.Amounts(100, 1).Data;

        var thrown = Assert.Throws<InvalidInputException>(() =>
            new ResponseTrainer().Train(bad with { Rows = [bad.Rows[0] with { Outcome = -1 }] })
        );

        Assert.Equal("OutcomeAmount", Assert.Single(thrown.Faults).Code);
    }

    [Fact]
    public void Train_TooLittle_SaysOfWhat()
    {
        Assert.Equal("ShortageRows", Shortage(Data with { Rows = [] }));
        Assert.Equal("ShortageRows", Shortage(Data with { Rows = [.. Data.Rows.Take(300)] }));
        Assert.Equal("ShortageFeatures", Shortage(Data with { Features = [], Rows = [] }));
        Assert.Equal("ShortageClass", Shortage(Data with { Rows = [.. Data.Rows.Select(row => row with { Outcome = 1 })] }));
        Assert.Equal(
            "ShortageRows",
            Shortage(Data with { Rows = [.. Data.Rows.Select(row => row with { At = SimulatedResponses.First })] })
        );
        var amounts = SimulatedResponses.Amounts(1000, 1).Data;
        Assert.Equal("ShortageSpread", Shortage(amounts with { Rows = [.. amounts.Rows.Select(row => row with { Outcome = 7 })] }));
    }

    private static string? Shortage(ResponseData data)
    {
        var training = new ResponseTrainer().Train(data);
        Assert.Null(training.Model);
        Assert.Empty(training.Report.Contenders);
        Assert.False(string.IsNullOrEmpty(training.Report.Shortage?.ToString()));
        return training.Report.Shortage?.Code;
    }
}
