using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Platform.SampleWorld;

namespace Kuajie.Platform.Tests.SampleWorld;

/// <summary>Models trained on a sample world must find the tastes that were planted in it: for a newcomer who touched three items of one taste.</summary>
public sealed class ModelRecoveryTests(ModelRecoveryTests.TrainedWorld trained) : IClassFixture<ModelRecoveryTests.TrainedWorld>
{
    private const int Touched = 3;
    private const int ListLength = 10;

    [Theory]
    [InlineData("item-knn", "{}")]
    [InlineData("implicit-als", """{"rank": 32, "regularization": 0.03, "unobservedWeight": 0.3}""")]
    [InlineData("joint-als", """{"rank": 32, "regularization": 0.03, "unobservedWeight": 0.3, "otherDomainWeight": 0.5}""")]
    public void Score_NewcomerInTheDomainItself_RanksThePlantedTasteFirst(string model, string options) =>
        AssertRecovers(model, options, sourceDomain: 1);

    [Theory]
    [InlineData("bridge-similarity", "{}")]
    [InlineData("joint-als", """{"rank": 32, "regularization": 0.03, "unobservedWeight": 0.3, "otherDomainWeight": 0.5}""")]
    public void Score_NewcomerFromTheOtherDomain_RanksThePlantedTasteFirst(string model, string options) =>
        AssertRecovers(model, options, sourceDomain: 0);

    private void AssertRecovers(string model, string options, int sourceDomain)
    {
        var recovered = ShareOfPlantedTaste(Train(model, options), sourceDomain);
        var popular = ShareOfPlantedTaste(Train("popularity", "{}"), sourceDomain);

        Assert.True(recovered > 0.5, $"{model}: {recovered:P0} of the list has the planted taste");
        Assert.True(recovered > 3 * popular, $"{model}: {recovered:P0}, popularity: {popular:P0}");
    }

    private IModel Train(string model, string options) =>
        ModelCatalog.Find(model)!.CreateTrainer(options).Train(trained.Dataset, targetDomain: 1, new TrainingRun(Threads: 2));

    /// <summary>Mean share, over shared tastes, of the list's items whose main taste is that of the touched items.</summary>
    private double ShareOfPlantedTaste(IModel model, int sourceDomain)
    {
        var (world, dataset) = (trained.World, trained.Dataset);
        var tasteOfTarget = TasteOf(world.Partner, dataset.Domains[1]);
        var tasteOfSource = sourceDomain == 1 ? tasteOfTarget : TasteOf(world.Knowledge, dataset.Domains[0]);
        var shares = new List<double>();
        foreach (var taste in Enumerable.Range(0, world.Tastes.Count).Where(taste => world.Tastes[taste].IsShared))
        {
            var touched = MostTouched(dataset.Domains[sourceDomain], tasteOfSource, taste);
            var history = UserHistory.Empty(2).With(sourceDomain, new DomainHistory(touched, new float[] { 1, 1, 1 }, default));
            var scores = new float[tasteOfTarget.Length];
            model.Score(history, scores);
            var list = Enumerable
                .Range(0, scores.Length)
                .Where(item => sourceDomain == 0 || !touched.Contains(item))
                .OrderByDescending(item => scores[item])
                .Take(ListLength);
            shares.Add(list.Count(item => tasteOfTarget[item] == taste) / (double)ListLength);
        }
        return shares.Average();
    }

    private static int[] MostTouched(DomainInteractions domain, int[] tasteOf, int taste)
    {
        var byItem = domain.Interactions.Transpose();
        int[] most =
        [
            .. Enumerable
                .Range(0, tasteOf.Length)
                .Where(item => tasteOf[item] == taste)
                .OrderByDescending(byItem.RowLength)
                .Take(Touched)
                .Order(),
        ];
        Assert.Equal(Touched, most.Length);
        return most;
    }

    private static int[] TasteOf(WorldDomain domain, DomainInteractions data)
    {
        var tastes = domain.Items.ToDictionary(item => item.ItemId, item => item.Taste, StringComparer.Ordinal);
        return [.. data.Items.Ids.Select(id => tastes[id])];
    }

    /// <summary>One world for all models.</summary>
    public sealed class TrainedWorld
    {
        public TrainedWorld() => Dataset = PlantedAffinityTests.Dataset(World);

        public World World { get; } = World.Generate(new WorldOptions { Users = 2_000, Seed = 5 });

        public InteractionDataset Dataset { get; }
    }
}
