using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Response;

namespace Kuajie.Marketing.Tests.Response;

public sealed class ResponseTrainerTests
{
    private static readonly ResponseOptions Quick = new() { Resamples = 200, Trees = 120 };

    [Fact]
    public void Train_KnownProbabilities_ServesTheRegressionAndHitsThem()
    {
        var world = SimulatedResponses.Additive(8000, seed: 1);

        var training = new ResponseTrainer(Quick).Train(world.Data);

        Assert.Equal(ResponseForm.Regression, training.Report.Chosen);
        var errors = world
            .Data.Rows.Skip(6400)
            .Select((row, place) => training.Model!.Predict(row.Values).Value - world.Expected[6400 + place]);
        Assert.InRange(errors.Average(Math.Abs), 0, 0.025);
        Assert.Equal(
            [ResponseForm.BaseRate, ResponseForm.Regression, ResponseForm.Trees],
            training.Report.Contenders.Select(each => each.Form)
        );
        Assert.Equal(["logLoss", "brier", "auc", "prAuc"], training.Report.Contenders[0].Metrics.Select(metric => metric.Name));
        Assert.Equal(0.5, training.Report.Contenders[0].Metrics[2].Value.Mean);
        Assert.All(training.Report.Contenders.Skip(1), contender => Assert.True(contender.OverBaseRate.Low > 0));
    }

    [Fact]
    public void Train_Told_CountsModelsAndComparisonsAndCanBeEndedInBoth()
    {
        var data = SimulatedResponses.Additive(1000, seed: 1).Data;
        var told = new List<AudienceProgress>();
        new ResponseTrainer(Quick).Train(data, new Told(told.Add));

        Assert.Equal(
            [
                .. Enumerable.Range(0, 3).Select(done => new AudienceProgress(AudienceStage.Fitting, done, 2)),
                .. Enumerable.Range(0, 6).Select(done => new AudienceProgress(AudienceStage.Judging, done, 5)),
            ],
            told
        );
        foreach (var stage in (AudienceStage[])[AudienceStage.Fitting, AudienceStage.Judging])
        {
            using var ending = new CancellationTokenSource();
            var steps = 0;
            var teller = new Told(step =>
            {
                steps += step.Stage == stage ? 1 : 0;
                if (step.Stage == stage)
                {
                    ending.Cancel();
                }
            });
            Assert.Throws<OperationCanceledException>(() => new ResponseTrainer(Quick).Train(data, teller, ending.Token));
            Assert.Equal(1, steps);
        }
    }

    private sealed class Told(Action<AudienceProgress> tell) : IProgress<AudienceProgress>
    {
        public void Report(AudienceProgress value) => tell(value);
    }

    [Theory]
    [InlineData(CalibrationForm.Platt, 12, 4000, 0.8)]
    [InlineData(CalibrationForm.Isotonic, 4, 20_000, 0.65)]
    public void Train_ManyWorlds_ReliabilityHoldsInItsIntervals(CalibrationForm form, int worlds, int rows, double fewest)
    {
        var (held, bins, gap) = (0, 0, 0.0);
        for (var seed = 1; seed <= worlds; seed++)
        {
            var training = new ResponseTrainer(Quick with { Calibration = form }).Train(
                SimulatedResponses.Interacting(rows, (ulong)seed).Data
            );
            foreach (var bin in training.Report.Contenders.Single(each => each.Form == ResponseForm.Trees).Reliability)
            {
                bins++;
                gap += Math.Abs(bin.Predicted - bin.Observed);
                held += bin.Low <= bin.Predicted && bin.Predicted <= bin.High ? 1 : 0;
            }
        }

        // 95 % hold by the test rows' own chance; what a tenth of the rows leaves open in calibration, half as many as the test has, takes some more, and most from a free step function.
        Assert.InRange((double)held / bins, fewest, 1);
        Assert.InRange(gap / bins, 0, 0.05);
    }

    [Fact]
    public void Train_AnInteraction_TreesBeatTheRegressionAndAreServed()
    {
        var training = new ResponseTrainer(Quick).Train(SimulatedResponses.Interacting(4000, seed: 3).Data);

        Assert.Equal(ResponseForm.Trees, training.Report.Chosen);
        var trees = training.Report.Contenders.Single(each => each.Form == ResponseForm.Trees);
        Assert.True(trees.OverBaseRate.Low > 0.1);
        Assert.True(trees.OverRegression!.Value.Low > 0.1);
        Assert.InRange(trees.Trees, 1, 120);
    }

    [Fact]
    public void Train_AnInteractionOfAmounts_TreesBeatTheRegressionAndAreServed()
    {
        var training = new ResponseTrainer(Quick).Train(SimulatedResponses.InteractingAmounts(4000, seed: 3).Data);

        Assert.Equal(ResponseForm.Trees, training.Report.Chosen);
        Assert.True(training.Report.Contenders[2].OverRegression!.Value.Low > 0);
        Assert.Equal(["mae", "rmse", "r2"], training.Report.Contenders[2].Metrics.Select(metric => metric.Name));
        // Half of the variance is signal: 144 of 288.
        Assert.InRange(training.Report.Contenders[2].Metrics[2].Value.Mean, 0.4, 0.55);
    }

    [Fact]
    public void Train_NothingToFindInManyWorlds_SeldomClaimsMoreThanItsLevel()
    {
        var (served, claimed, overRegression) = (0, 0, 0);
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var noise = new ResponseTrainer(Quick with { Trees = 40 }).Train(SimulatedResponses.Noise(1500, seed).Data).Report;
            served += noise.Chosen == ResponseForm.BaseRate ? 0 : 1;
            claimed += noise.Contenders.Count(each => each.OverBaseRate.Low > 0);
            var additive = new ResponseTrainer(Quick with { Trees = 40 }).Train(SimulatedResponses.Additive(1500, seed).Data).Report;
            overRegression += additive.Contenders[2].OverRegression!.Value.Low > 0 ? 1 : 0;
        }

        // One-sided level 2.5 %: of 40 worlds one; 5 and more have a probability below 0.4 %.
        Assert.InRange(served, 0, 4);
        Assert.InRange(claimed, 0, 6);
        Assert.InRange(overRegression, 0, 4);
    }

    [Fact]
    public void Train_Twice_GivesTheSameBytes()
    {
        var data = SimulatedResponses.Interacting(2000, seed: 5).Data;

        Assert.Equal(Bytes(new ResponseTrainer(Quick).Train(data)), Bytes(new ResponseTrainer(Quick).Train(data)));
    }

    [Fact]
    public void Train_RowsInAnotherOrder_IsTheSameModel()
    {
        var data = SimulatedResponses.Additive(1000, seed: 6).Data;

        var turned = new ResponseTrainer(Quick).Train(data with { Rows = [.. data.Rows.Reverse()] });

        Assert.Equal(Bytes(new ResponseTrainer(Quick).Train(data)), Bytes(turned));
    }

    [Fact]
    public void Train_Parts_FollowEachOtherInTime()
    {
        var report = new ResponseTrainer(Quick).Train(SimulatedResponses.Additive(1000, seed: 6).Data).Report;

        Assert.Equal(["train", "calibration", "choice", "test"], report.Parts.Select(part => part.Name));
        Assert.Equal([600, 100, 100, 200], report.Parts.Select(part => part.Rows));
        Assert.All(report.Parts.Zip(report.Parts.Skip(1)), pair => Assert.True(pair.First.Last < pair.Second.First));
    }

    [Fact]
    public void Train_OutcomesKnownLater_LeavesRowsOutBeforeEachCut()
    {
        var report = new ResponseTrainer(Quick with { OutcomeDelay = TimeSpan.FromMinutes(10) })
            .Train(SimulatedResponses.Additive(1000, seed: 6).Data)
            .Report;

        // A row a minute: at a cut the rows of the last ten minutes before are not known yet, but for the one exactly ten minutes before.
        Assert.Equal([591, 91, 91, 200], report.Parts.Select(part => part.Rows));
        Assert.Contains(report.Notes, note => note.Code == "NotePurged" && note.Arguments[0].Equals(27));
    }

    [Fact]
    public void Train_FeaturesWithoutVarianceOrToldByOthers_AreNamedAndLeftOut()
    {
        var data = SimulatedResponses.Additive(1000, seed: 2).Data;
        var doubled = data with
        {
            Features = [.. data.Features, new("constant", FeatureSort.Number), new("twice x", FeatureSort.Number)],
            Rows =
            [
                .. data.Rows.Select(row =>
                    row with
                    {
                        Values = [.. row.Values, FeatureValue.Of(3), FeatureValue.Of(2 * row.Values[0].Number!.Value)],
                    }
                ),
            ],
        };

        var training = new ResponseTrainer(Quick).Train(doubled);

        Assert.Contains(training.Report.Notes, note => note.Code == "NoteConstant" && note.Arguments[0].Equals("constant"));
        Assert.Contains(training.Report.Notes, note => note.Code == "NoteToldByOthers" && note.Arguments[0].Equals("twice x"));
        Assert.All(training.Report.Contenders[1].Coefficients, each => Assert.True(double.IsFinite(each.StandardError)));
    }

    [Fact]
    public void Train_OnlyConstantFeatures_HasTheBaseRateAlone()
    {
        var data = SimulatedResponses.Additive(1000, seed: 2).Data;
        var constant = data with
        {
            Features = [new("constant", FeatureSort.Number)],
            Rows = [.. data.Rows.Select(row => row with { Values = [FeatureValue.Of(3)] })],
        };

        var training = new ResponseTrainer(Quick).Train(constant);

        Assert.Equal(ResponseForm.BaseRate, training.Report.Chosen);
        Assert.InRange(training.Model!.Predict([FeatureValue.Of(5)]).Value, 0.3, 0.6);
    }

    [Fact]
    public void Train_ClassesThatSeparate_StaysFinite()
    {
        var data = SimulatedResponses.Additive(1000, seed: 4).Data;
        var parted = data with { Rows = [.. data.Rows.Select(row => row with { Outcome = row.Values[0].Number > 0 ? 1 : 0 })] };

        var training = new ResponseTrainer(Quick).Train(parted);

        Assert.All(training.All, model => Assert.All(parted.Rows, row => Assert.InRange(model.Predict(row.Values).Value, 0, 1)));
        Assert.All(training.Report.Contenders[1].Coefficients, each => Assert.True(double.IsFinite(each.OddsHigh!.Value)));
    }

    private static byte[] Bytes(ResponseTraining training)
    {
        using var stream = new MemoryStream();
        foreach (var model in training.All)
        {
            model.Save(stream);
        }
        return stream.ToArray();
    }
}
