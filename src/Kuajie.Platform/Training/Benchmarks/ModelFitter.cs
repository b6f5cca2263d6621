using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>Trains chosen models on all training data, each once, and times them.</summary>
internal sealed class ModelFitter(
    InteractionDataset dataset,
    int targetDomain,
    TrainingRun run,
    TimeProvider clock,
    IProgress<BenchmarkProgress>? progress
)
{
    private readonly Dictionary<string, (IModel Model, string[] Leaves)> fitted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> leafSeconds = new(StringComparer.Ordinal);

    /// <summary>The trained model of a choice and the seconds it took, each part counted once, also where another row had it trained before.</summary>
    public (IModel Model, double Seconds) Fit(ModelChoice choice, int place, int count)
    {
        var (model, leaves) = Find(choice);
        progress?.Report(new BenchmarkProgress(BenchmarkStage.Fitting, place + 1, count, choice.Model, choice.OptionsJson));
        return (model, leaves.Distinct(StringComparer.Ordinal).Sum(leaf => leafSeconds[leaf]));
    }

    private (IModel Model, string[] Leaves) Find(ModelChoice choice)
    {
        var key = $"{choice.Model} {choice.OptionsJson}";
        if (!fitted.TryGetValue(key, out var found))
        {
            found =
                choice is { Single: { } single, Cross: { } cross }
                    ? Join(choice, Find(single), Find(cross), choice.Cold is null ? null : Find(choice.Cold))
                : ModelCatalog.Find(choice.Model) is BlendKind kind && Weighted(choice) is { } options ? JoinBlend(kind, options)
                : (Train(choice, key), [key]);
            fitted.Add(key, found);
        }
        return found;
    }

    private IModel Train(ModelChoice choice, string key)
    {
        var started = clock.GetTimestamp();
        try
        {
            var model = ModelCatalog.Find(choice.Model)!.CreateTrainer(choice.OptionsJson).Train(dataset, targetDomain, run);
            leafSeconds[key] = clock.GetElapsedTime(started).TotalSeconds;
            return model;
        }
        catch (InvalidModelOptionsException fault)
        {
            throw ModelPlan.Invalid(choice.Model, fault);
        }
    }

    private static (IModel Model, string[] Leaves) Join(
        ModelChoice choice,
        (IModel Model, string[] Leaves) single,
        (IModel Model, string[] Leaves) cross,
        (IModel Model, string[] Leaves)? cold
    ) =>
        (
            new GatedModel(OptionsJson.Read<GatedOptions>(choice.OptionsJson), single.Model, cross.Model, cold?.Model),
            [.. single.Leaves, .. cross.Leaves, .. cold?.Leaves ?? []]
        );

    /// <summary>A blend's options where its weights are known, so that its parts can be shared with other rows; else null.</summary>
    private static BlendOptions? Weighted(ModelChoice choice) =>
        OptionsJson.Read<BlendOptions>(choice.OptionsJson) is { Weights.Count: > 0 } options ? options : null;

    private (IModel Model, string[] Leaves) JoinBlend(BlendKind kind, BlendOptions options)
    {
        var parts = options.Parts.Select(part => Find(new ModelChoice(part.Model, part.Options, null, 0))).ToArray();
        var model = ((BlendTrainer)kind.CreateTrainer(options)).Join([.. parts.Select(part => part.Model)], dataset, targetDomain);
        return (model, [.. parts.SelectMany(part => part.Leaves)]);
    }
}
