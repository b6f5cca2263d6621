using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Tests.Evaluation;

public class FactorScaleTests
{
    [Theory]
    [InlineData("implicit-als")]
    [InlineData("joint-als")]
    [InlineData("embedding-mapping")]
    [InlineData("bpr")]
    public void Score_SomeItems_GivesTheScoresAndTheScaleOfTheWholeCatalog(string kind)
    {
        var dataset = ToyData.Random(80, 50, 5, seed: 4);
        var model = (IFactorModel)ModelCatalog.Find(kind)!.CreateTrainer("{\"rank\":8}").Train(dataset, 1, new TrainingRun());
        int[] pool = [.. Enumerable.Range(0, 50).Where(item => item % 7 != 0)];
        int[] items = [3, 8, 49];
        var scale = new FactorScale(model, pool);
        for (var user = 0; user < 10; user++)
        {
            var (all, some) = (new float[50], new float[50]);
            model.Score(dataset.HistoryOf(user), all);
            var expected = ScoreScale.Of(all, pool);
            var found = scale.Score(dataset.HistoryOf(user), items, some);
            Assert.Equal(expected.Mean, found.Mean, 1e-5f);
            Assert.Equal(expected.Deviation, found.Deviation, 1e-4f);
            Assert.All(items, item => Assert.Equal(all[item], some[item], 1e-5f));
        }
    }
}
