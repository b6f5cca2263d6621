using System.Text;
using CsCheck;
using Kuajie.Marketing.Faults;
using Kuajie.Marketing.Response;
using Microsoft.ML.Data;

namespace Kuajie.Marketing.Tests.Response;

public sealed class ResponseModelTests
{
    private static readonly ResponseOptions Quick = new() { Resamples = 100, Trees = 60 };

    [Theory]
    [InlineData(CalibrationForm.None)]
    [InlineData(CalibrationForm.Platt)]
    public void Predict_EveryForm_ContributionsAddUpToTheProbability(CalibrationForm form)
    {
        var data = SimulatedResponses.Interacting(1500, seed: 1).Data;
        foreach (var model in new ResponseTrainer(Quick with { Calibration = form }).Train(data).All)
        {
            foreach (var row in data.Rows.Take(50))
            {
                var prediction = model.Predict(row.Values);
                Assert.Equal(prediction.Base + prediction.Contributions.Sum(each => each.Amount), prediction.Score, 1e-9);
                Assert.Equal(1 / (1 + Math.Exp(-prediction.Score)), prediction.Value, 1e-12);
                Assert.Equal(model.Calibrated(model.Score(model.Encoding.Encode(row.Values))), prediction.Value, 1e-9);
            }
        }
    }

    [Fact]
    public void Predict_IsotonicAndAmounts_ContributionsAddUpToTheScore()
    {
        var isotonic = new ResponseTrainer(Quick with { Calibration = CalibrationForm.Isotonic }).Train(
            SimulatedResponses.Interacting(1500, seed: 1).Data
        );
        var amounts = SimulatedResponses.InteractingAmounts(1500, seed: 1).Data;
        foreach (var model in isotonic.All.Concat(new ResponseTrainer(Quick).Train(amounts).All))
        {
            foreach (var row in amounts.Rows.Take(50))
            {
                var prediction = model.Predict(row.Values);
                Assert.Equal(prediction.Base + prediction.Contributions.Sum(each => each.Amount), prediction.Score, 1e-7);
                Assert.Equal(model.Score(model.Encoding.Encode(row.Values)), prediction.Score, 1e-7);
                Assert.Equal(model.Calibrated(prediction.Score), prediction.Value, 1e-12);
            }
        }
    }

    [Fact]
    public void Predict_ARegression_ContributesCoefficientTimesDistanceFromTheMean()
    {
        var training = new ResponseTrainer(Quick with { Calibration = CalibrationForm.None }).Train(
            SimulatedResponses.Additive(2000, seed: 2).Data
        );
        var (model, coefficients) = (training.All[1], training.Report.Contenders[1].Coefficients);

        var prediction = model.Predict([FeatureValue.Of(1.5), FeatureValue.Of(70), FeatureValue.Of("feed")]);

        var y = model.Encoding.Columns.Single(column => column.Name == "y");
        Assert.Equal(coefficients[1].PerUnit * (70 - y.Mean), prediction.Contributions[1].Amount, 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Trees_TakenOutOfLightGbm_ScoreAsItDoes(bool isBinary)
    {
        var data = (isBinary ? SimulatedResponses.Interacting(1500, 4) : SimulatedResponses.InteractingAmounts(1500, 4)).Data;
        var encoding = FeatureEncoding.Fit(data.Features, data.Rows, 10);
        var rows = EncodedRows.Of([.. data.Rows], encoding);

        var (learnt, view, trees) = BoostedTrees.Learn(rows.Rows, rows.Outcomes, isBinary, Quick);

        var scores = learnt.Transform(view).GetColumn<float>("Score").ToArray();
        for (var row = 0; row < scores.Length; row++)
        {
            Assert.Equal(scores[row], trees.Sum(tree => tree.Values[tree.Leaf(rows.Rows[row])]), 1e-3 * (1 + Math.Abs(scores[row])));
        }
    }

    [Fact]
    public void TreeAttribution_AnyTree_IsTheAverageOverEveryOrder() =>
        Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 7])
            .Sample(draw =>
            {
                var tree = RandomTrees.Of(draw.Item1, nodes: draw.Item2, columns: 4);
                float[] row = [.. RandomTrees.Row(draw.Item1, 4)];
                var amounts = new double[4];

                new TreeAttribution(tree).Add(row, amounts);

                Assert.Equal(tree.Values[tree.Leaf(row)], tree.Mean() + amounts.Sum(), 1e-9);
                for (var column = 0; column < 4; column++)
                {
                    Assert.Equal(RandomTrees.Shapley(tree, row, column, 4), amounts[column], 1e-9);
                }
            });

    [Fact]
    public void SaveAndLoad_EveryForm_PredictsTheSameAndWritesTheSameBytes()
    {
        var data = SimulatedResponses.Interacting(1500, seed: 1).Data;
        foreach (var form in new[] { CalibrationForm.Platt, CalibrationForm.Isotonic })
        {
            foreach (var model in new ResponseTrainer(Quick with { Calibration = form }).Train(data).All)
            {
                using var stream = Saved(model);
                var loaded = ResponseModel.Load(stream);

                Assert.Equal(stream.ToArray(), Saved(loaded).ToArray());
                Assert.Equal(
                    (model.Form, model.Outcome, model.TrainedRows, model.Seed),
                    (loaded.Form, loaded.Outcome, loaded.TrainedRows, loaded.Seed)
                );
                Assert.All(data.Rows.Take(50), row => Assert.Equal(model.Predict(row.Values).Value, loaded.Predict(row.Values).Value));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not a model")]
    public void Load_SomethingElse_SaysWhatWasExpected(string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));

        var thrown = Assert.Throws<InvalidInputException>(() => ResponseModel.Load(stream));

        Assert.Equal("ResponseModelFile", Assert.Single(thrown.Faults).Code);
    }

    [Fact]
    public void Load_ATreeThatLeadsBack_IsRefused()
    {
        var trees = new ResponseTrainer(Quick).Train(SimulatedResponses.Interacting(1500, seed: 1).Data).All[2];
        using var saved = Saved(trees);
        var text = Encoding.UTF8.GetString(saved.ToArray());
        var at = text.IndexOf("\"left\":[", StringComparison.Ordinal) + "\"left\":[".Length;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text[..at] + "0" + text[text.IndexOf(',', at)..]));

        Assert.Throws<InvalidInputException>(() => ResponseModel.Load(stream));
    }

    [Fact]
    public void Predict_UnknownLevelAndMissingValues_IsMarkedAndFinite()
    {
        var training = new ResponseTrainer(Quick).Train(SimulatedResponses.Additive(1500, seed: 1).Data);
        foreach (var model in training.All)
        {
            var prediction = model.Predict([FeatureValue.Missing, FeatureValue.Of(1e300), FeatureValue.Of("carrier pigeon")]);

            Assert.InRange(prediction.Value, 0, 1);
            Assert.Equal("channel: carrier pigeon", Assert.Single(prediction.UnknownLevels));
        }
    }

    [Fact]
    public void Predict_ValuesThatAreNone_NamesThemAll()
    {
        var model = new ResponseTrainer(Quick).Train(SimulatedResponses.Additive(1500, seed: 1).Data).Model!;

        var thrown = Assert.Throws<InvalidInputException>(() =>
            model.Predict([FeatureValue.Of(double.NaN), FeatureValue.Of("high"), FeatureValue.Of("push")])
        );
        Assert.Equal(["x", "y"], thrown.Faults.Select(fault => fault.Where));
        Assert.Throws<InvalidInputException>(() => model.Predict([FeatureValue.Of(1)]));
    }

    private static MemoryStream Saved(ResponseModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        return stream;
    }
}
