using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class GatedModelTests
{
    private static readonly GatedOptions Options = new()
    {
        SingleModel = "popularity",
        CrossModel = "joint-als",
        CrossOptions = """{"rank":4,"sweeps":2}""",
        CrossSegments = "cold-linked few-linked",
    };

    [Fact]
    public void Score_ByHistory_ServesTheSegmentsModel()
    {
        var dataset = ToyData.Random(30, 12, 4, seed: 1);
        var model = (GatedModel)new GatedTrainer(Options).Train(dataset, 1, new TrainingRun());
        var history = dataset.HistoryOf(0);
        Assert.Equal("joint-als", model.Serving(history).Name);
        Assert.Equal("joint-als", model.Serving(history.With(1, DomainHistory.Empty)).Name);
        Assert.Equal("popularity", model.Serving(history.With(0, DomainHistory.Empty)).Name);
        Assert.Equal("popularity", model.Serving(UserHistory.Empty(2)).Name);
    }

    [Fact]
    public void Restore_State_ScoresTheSame()
    {
        var dataset = ToyData.Random(30, 12, 4, seed: 1);
        var model = new GatedTrainer(Options).Train(dataset, 1, new TrainingRun());
        var restored = ModelCatalog.Find("auto")!.Restore(model.ToState());
        var (first, second) = (new float[12], new float[12]);
        for (var user = 0; user < dataset.UserCount; user++)
        {
            model.Score(dataset.HistoryOf(user), first);
            restored.Score(dataset.HistoryOf(user), second);
            Assert.Equal(first, second);
        }
    }

    [Fact]
    public void Options_UnknownParts_NamesAllFaults()
    {
        var options = new GatedOptions
        {
            SingleModel = "joint-als",
            CrossModel = "oracle",
            CrossSegments = "warm",
        };
        var fault = Assert.Throws<InvalidModelOptionsException>(() => new GatedTrainer(options));
        Assert.Equal(["singleModel", "crossModel", "crossSegments"], fault.Faults.Select(one => one.Option));
    }
}
