using Kuajie.Algorithms.CrossDomain.Gated;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Training.Texts;

namespace Kuajie.Platform.Training.Benchmarks;

/// <summary>Which kinds have to be searched for the rows of a table, and which options are given.</summary>
internal sealed record ModelPlan(IReadOnlyList<ModelKind> SearchedKinds, string? GivenModel, string? GivenOptionsJson)
{
    /// <summary>Checks names and options before any work is done.</summary>
    /// <exception cref="KuajieException">A name is unknown or the options do not fit the model.</exception>
    public static ModelPlan Of(IReadOnlyList<string> names, BenchmarkSettings settings)
    {
        foreach (var name in names)
        {
            ThrowIfUnknown(name);
        }
        string? given = null;
        if (settings.OptionsJson is not null)
        {
            given = CheckedOptions(settings.Model, settings.OptionsJson);
        }
        var searched = names.Where(name => given is null || name != settings.Model).ToArray();
        return new ModelPlan(
            [.. ModelCatalog.Kinds.Where(kind => searched.Any(name => name == kind.Name || IsSearchedFor(kind, name)))],
            given is null ? null : settings.Model,
            given
        );
    }

    /// <summary>Whether choosing a model needs the search of a kind besides its own: a blend's parts, and the gate's finalists.</summary>
    private static bool IsSearchedFor(ModelKind kind, string name) =>
        ModelCatalog.SearchedByAuto.Contains(kind)
        && (name == GatedKind.KindName || name == BlendKind.JointName || (name == BlendKind.SingleName && !kind.IsCrossDomain));

    /// <summary>A trainer's options as JSON.</summary>
    public static string OptionsOf(IModelTrainer trainer) => OptionsJson.Write(trainer.Options);

    private static void ThrowIfUnknown(string name)
    {
        if (ModelCatalog.Find(name) is null)
        {
            throw new KuajieException(
                "unknown-model",
                BenchmarkTexts.UnknownModel(name),
                BenchmarkTexts.UnknownModelExpected(
                    string.Join(", ", ModelCatalog.Kinds.Append(ModelCatalog.Auto).Select(kind => kind.Name))
                ),
                BenchmarkTexts.UnknownModelCure,
                isUsage: true
            );
        }
    }

    private static string CheckedOptions(string model, string optionsJson)
    {
        try
        {
            return OptionsOf(ModelCatalog.Find(model)!.CreateTrainer(optionsJson));
        }
        catch (InvalidModelOptionsException fault)
        {
            throw new KuajieException(
                "invalid-options",
                string.Join("; ", fault.Faults.Select(one => BenchmarkTexts.OptionFound(one.Option, one.Found))),
                string.Join("; ", fault.Faults.Select(one => BenchmarkTexts.OptionExpected(one.Option, one.Expected))),
                BenchmarkTexts.OptionCure(model),
                "--options",
                isUsage: true,
                fault
            );
        }
    }
}
