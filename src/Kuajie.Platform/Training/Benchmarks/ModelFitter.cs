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
    private readonly Dictionary<string, (IModel Model, double Seconds)> fitted = new(StringComparer.Ordinal);

    /// <summary>The trained model of a choice and the seconds it took, also where another row had it trained before.</summary>
    public (IModel Model, double Seconds) Fit(ModelChoice choice, int place, int count)
    {
        var key = $"{choice.Model} {choice.OptionsJson}";
        if (!fitted.TryGetValue(key, out var found))
        {
            found =
                choice is { Single: { } single, Cross: { } cross } ? Join(choice, Fit(single, place, count), Fit(cross, place, count))
                : ModelCatalog.Find(choice.Model) is BlendKind kind ? JoinBlend(kind, choice, place, count)
                : Train(choice);
            fitted.Add(key, found);
        }
        progress?.Report(new BenchmarkProgress(BenchmarkStage.Fitting, place + 1, count, choice.Model, choice.OptionsJson));
        return found;
    }

    private (IModel Model, double Seconds) Train(ModelChoice choice)
    {
        var started = clock.GetTimestamp();
        try
        {
            var model = ModelCatalog.Find(choice.Model)!.CreateTrainer(choice.OptionsJson).Train(dataset, targetDomain, run);
            return (model, clock.GetElapsedTime(started).TotalSeconds);
        }
        catch (InvalidModelOptionsException fault)
        {
            throw ModelPlan.Invalid(choice.Model, fault);
        }
    }

    private static (IModel Model, double Seconds) Join(
        ModelChoice choice,
        (IModel Model, double Seconds) single,
        (IModel Model, double Seconds) cross
    ) => (new GatedModel(OptionsJson.Read<GatedOptions>(choice.OptionsJson), single.Model, cross.Model), single.Seconds + cross.Seconds);

    private (IModel Model, double Seconds) JoinBlend(BlendKind kind, ModelChoice choice, int place, int count)
    {
        var options = OptionsJson.Read<BlendOptions>(choice.OptionsJson);
        if (options.Weights.Count == 0)
        {
            return Train(choice);
        }
        var parts = options.Parts.Select(part => Fit(new ModelChoice(part.Model, part.Options, null, 0), place, count)).ToArray();
        var model = ((BlendTrainer)kind.CreateTrainer(options)).Join([.. parts.Select(part => part.Model)], dataset, targetDomain);
        return (model, parts.Sum(part => part.Seconds));
    }
}
