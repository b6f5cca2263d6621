using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Kuajie.Marketing.Audience.Clustering;

/// <summary>ML.NET's k-means with its seed, k-means++ and one thread: the same rows and seed give the same centres. One start may end in a poor place, so several are made.</summary>
internal static class KMeans
{
    private const int SeedStep = 7919;
    private const int MostRounds = 60;

    /// <summary>The centres of the start with the least sum of squared distances. O(starts · rounds · rows · centres · features).</summary>
    public static double[][] Fit(IReadOnlyList<double[]> rows, int count, int seed, int starts, CancellationToken cancellation)
    {
        var data = Data(rows, out var context, seed);
        return Enumerable
            .Range(0, starts)
            .Select(start =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Start(start == 0 ? context : new MLContext(seed + (start * SeedStep)), data, count);
            })
            .MinBy(centres => rows.Sum(row => Silhouette.SquaredDistance(row, centres[Nearest(row, centres)])))!;
    }

    private static IDataView Data(IReadOnlyList<double[]> rows, out MLContext context, int seed)
    {
        context = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return context.Data.LoadFromEnumerable(
            rows.Select(row => new Row { Features = [.. row.Select(value => (float)value)] }).ToArray(),
            schema
        );
    }

    private static double[][] Start(MLContext context, IDataView data, int count)
    {
        var trainer = context.Clustering.Trainers.KMeans(
            new KMeansTrainer.Options
            {
                FeatureColumnName = nameof(Row.Features),
                NumberOfClusters = count,
                NumberOfThreads = 1,
                InitializationAlgorithm = KMeansTrainer.InitializationAlgorithm.KMeansPlusPlus,
                MaximumNumberOfIterations = MostRounds,
            }
        );
        VBuffer<float>[] centres = [];
        trainer.Fit(data).Model.GetClusterCentroids(ref centres, out _);
        return [.. centres.Select(centre => centre.DenseValues().Select(value => (double)value).ToArray())];
    }

    /// <summary>The nearest centre, the first of equally near ones.</summary>
    public static int Nearest(double[] row, IReadOnlyList<double[]> centres)
    {
        var (nearest, least) = (0, double.PositiveInfinity);
        for (var centre = 0; centre < centres.Count; centre++)
        {
            var distance = Silhouette.SquaredDistance(row, centres[centre]);
            (nearest, least) = distance < least ? (centre, distance) : (nearest, least);
        }
        return nearest;
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
