using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class CompositeRefreshTests
{
    private const string Blend =
        "{\"parts\":[{\"model\":\"item-knn\"},{\"model\":\"implicit-als\",\"options\":\"{\\\"rank\\\":10,\\\"sweeps\\\":8}\"}]}";

    [Fact]
    public void Refresh_Blend_KeepsWeightsAndStaysCloseToTheFormerModel()
    {
        var dataset = ModelWorlds.Checkerboard();
        var trainer = (IRefreshingTrainer)new BlendKind(isCrossDomain: false).CreateTrainer(Blend);
        var former = (BlendModel)trainer.Train(dataset, 1, new TrainingRun());

        var refreshed = (BlendModel)trainer.Refresh(former, SameItems(dataset), dataset, 1, new TrainingRun());

        Assert.Equal(former.ToState().Arrays["weights"], refreshed.ToState().Arrays["weights"], SameFloats);
        var (before, after) = (new float[16], new float[16]);
        former.Score(dataset.HistoryOf(4), before);
        refreshed.Score(dataset.HistoryOf(4), after);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First, pair.Second, 0.15 * (1 + Math.Abs(pair.First))));
    }

    [Fact]
    public void Refresh_Gate_CarriesBothModelsOn()
    {
        var dataset = ModelWorlds.Checkerboard();
        var trainer = new GatedTrainer(
            new GatedOptions
            {
                SingleModel = "blend",
                SingleOptions = Blend,
                CrossModel = "joint-als",
                CrossOptions = "{\"rank\":10,\"sweeps\":8}",
            }
        );
        var former = trainer.Train(dataset, 1, new TrainingRun());
        var refreshed = (GatedModel)trainer.Refresh(former, SameItems(dataset), dataset, 1, new TrainingRun());
        Assert.Equal("blend", refreshed.Single.Name);
        Assert.Equal("joint-als", refreshed.Cross.Name);
        Assert.Throws<ArgumentException>(() => trainer.Refresh(refreshed.Cross, SameItems(dataset), dataset, 1, new TrainingRun()));
    }

    private static ReadOnlyMemory<int>[] SameItems(InteractionDataset dataset) =>
        [.. dataset.Domains.Select(domain => (ReadOnlyMemory<int>)Enumerable.Range(0, domain.Items.Count).ToArray())];

    private static bool SameFloats(ModelArray first, ModelArray second) =>
        ((ModelArray.Floats)first).Values.Span.SequenceEqual(((ModelArray.Floats)second).Values.Span);
}
