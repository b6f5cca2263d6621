using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using LearntTree = Microsoft.ML.Trainers.FastTree.RegressionTreeBase;

namespace Kuajie.Marketing.Response;

/// <summary>
/// Gradient boosting by LightGBM (Ke et al., NIPS 2017) with one thread and a seed. What it learnt is taken out as plain trees, so that serving, files and attributions need no native library.
/// </summary>
internal static class BoostedTrees
{
    /// <summary>Learns trees whose values sum to log odds or to the amount. Null where the native library is not there for this machine.</summary>
    public static RegressionTree[]? Fit(float[][] rows, double[] outcomes, bool isBinary, ResponseOptions options)
    {
        try
        {
            return [.. Learn(rows, outcomes, isBinary, options).Trees.Select(tree => Counted(tree, rows))];
        }
        catch (Exception thrown) when (thrown is DllNotFoundException || thrown.InnerException is DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What LightGBM learnt, with the trees taken out of it.</summary>
    internal static (ITransformer Learnt, IDataView Rows, IReadOnlyList<RegressionTree> Trees) Learn(
        float[][] rows,
        double[] outcomes,
        bool isBinary,
        ResponseOptions options
    )
    {
        var ml = new MLContext(SeedOf(options));
        var data = ml.Data.LoadFromEnumerable(
            rows.Select(
                (row, place) =>
                    new Example
                    {
                        Features = row,
                        Amount = (float)outcomes[place],
                        IsYes = outcomes[place] > 0.5,
                    }
            ),
            Schema(rows[0].Length)
        );
        if (isBinary)
        {
            var binary = new LightGbmBinaryTrainer.Options { Sigmoid = 1, LabelColumnName = nameof(Example.IsYes) };
            Set(binary, options);
            var learnt = ml.BinaryClassification.Trainers.LightGbm(binary).Fit(data);
            return (learnt, data, Plain(learnt.Model.SubModel.TrainedTreeEnsemble));
        }
        var amounts = new LightGbmRegressionTrainer.Options { LabelColumnName = nameof(Example.Amount) };
        Set(amounts, options);
        var regression = ml.Regression.Trainers.LightGbm(amounts).Fit(data);
        return (regression, data, Plain(regression.Model.TrainedTreeEnsemble));
    }

    private static SchemaDefinition Schema(int columns)
    {
        var schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, columns);
        return schema;
    }

    private static int SeedOf(ResponseOptions options) => (int)(options.Seed % int.MaxValue);

    private static void Set<TOptions, TOutput, TTransformer, TModel>(
        LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase set,
        ResponseOptions options
    )
        where TOptions : LightGbmTrainerBase<TOptions, TOutput, TTransformer, TModel>.OptionsBase, new()
        where TTransformer : ISingleFeaturePredictionTransformer<TModel>
        where TModel : class
    {
        set.FeatureColumnName = nameof(Example.Features);
        set.NumberOfIterations = options.Trees;
        set.NumberOfLeaves = options.Leaves;
        set.MinimumExampleCountPerLeaf = options.FewestRowsOfLeaf;
        set.LearningRate = options.LearningRate;
        set.NumberOfThreads = 1;
        set.Seed = SeedOf(options);
        set.Deterministic = true;
        set.ForceColumnWise = true;
        set.HandleMissingValue = false;
        set.UseCategoricalSplit = false;
        set.Silent = true;
        set.Verbose = false;
    }

    private static List<RegressionTree> Plain(Microsoft.ML.Trainers.FastTree.RegressionTreeEnsemble ensemble)
    {
        var trees = new List<RegressionTree>();
        for (var place = 0; place < ensemble.Trees.Count; place++)
        {
            trees.Add(Plain(ensemble.Trees[place], ensemble.TreeWeights[place], place == 0 ? ensemble.Bias : 0));
        }
        return trees;
    }

    private static RegressionTree Plain(LearntTree tree, double weight, double added) =>
        new(
            [.. tree.NumericalSplitFeatureIndexes.Take(tree.NumberOfNodes)],
            [.. tree.NumericalSplitThresholds.Take(tree.NumberOfNodes)],
            [.. tree.LeftChild.Take(tree.NumberOfNodes)],
            [.. tree.RightChild.Take(tree.NumberOfNodes)],
            [.. tree.LeafValues.Take(tree.NumberOfLeaves).Select(value => (weight * value) + added)],
            new long[tree.NumberOfLeaves]
        );

    /// <summary>LightGBM's own counts are not handed out; the training rows go down once more.</summary>
    private static RegressionTree Counted(RegressionTree tree, float[][] rows)
    {
        var counts = new long[tree.Values.Count];
        foreach (var row in rows)
        {
            counts[tree.Leaf(row)]++;
        }
        return tree with { Rows = counts };
    }

    private sealed class Example
    {
        public float[] Features { get; set; } = [];

        public float Amount { get; set; }

        public bool IsYes { get; set; }
    }
}
