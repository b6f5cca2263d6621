using Kuajie.Algorithms.Models;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Platform.Training.Runs;

/// <summary>Orders checked before they wait, and as the workflow takes them.</summary>
public static class TrainingOrders
{
    private const int MostSources = 8;
    private const int MostSeconds = 24 * 60 * 60;
    private const int MostSteps = 100_000;
    private const int MostOptionCharacters = 20_000;

    /// <summary>Refuses what a training could only fail at.</summary>
    /// <exception cref="KuajieException">An unknown domain, model or option, one domain twice, or a budget out of range.</exception>
    public static void ThrowIfInvalid(TrainingOrder order, IPartnerStore partners)
    {
        ArgumentNullException.ThrowIfNull(order);
        foreach (var domain in order.Domains)
        {
            partners.ThrowIfUnknown(domain);
        }
        if (order.Domains.Distinct(StringComparer.Ordinal).Count() < order.Domains.Count || order.SourceDomains.Count > MostSources)
        {
            throw TrainingTexts.Source.Fault("same-domain", "SameDomain", isUsage: true, arguments: [order.TargetDomain]);
        }
        if (order.BudgetSeconds is < 1 or > MostSeconds || order.Steps is < 1 or > MostSteps)
        {
            throw TrainingTexts.Source.Fault(
                "budget",
                "Budget",
                isUsage: true,
                arguments: [order.BudgetSeconds, order.Steps, MostSeconds, MostSteps]
            );
        }
        KindWeightsText.Apply(KindWeights.Default, order.Weights);
        CheckModel(order);
    }

    /// <summary>The order as the workflow takes it: recorded and not yet let serve.</summary>
    public static TrainingRequest ToRequest(TrainingOrder order, int threads)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new TrainingRequest
        {
            TargetDomain = order.TargetDomain,
            SourceDomains = order.SourceDomains,
            Model = order.Model,
            OptionsJson = order.OptionsJson,
            Budget = new SearchBudget(TimeSpan.FromSeconds(order.BudgetSeconds), order.Steps),
            Seed = order.Seed,
            Threads = threads,
            IsServing = false,
            IsMeasured = order.IsMeasured,
            KindWeights = KindWeightsText.Apply(KindWeights.Default, order.Weights),
        };
    }

    private static void CheckModel(TrainingOrder order)
    {
        var isAuto = string.Equals(order.Model, TrainingWorkflow.Auto, StringComparison.Ordinal);
        var kind = ModelCatalog.Find(order.Model);
        if (kind is null && !isAuto)
        {
            throw TrainingTexts.Source.Fault(
                "unknown-model",
                "UnknownModel",
                isUsage: true,
                arguments: [order.Model, string.Join(", ", ModelCatalog.Kinds.Select(each => each.Name).Prepend(TrainingWorkflow.Auto))]
            );
        }
        if (kind is { IsCrossDomain: true } && order.SourceDomains.Count == 0 && !isAuto)
        {
            throw TrainingTexts.Source.Fault("no-source", "NoSource", isUsage: true, arguments: [kind.Name]);
        }
        if (order.OptionsJson is { } options)
        {
            CheckOptions(order.Model, kind, options);
        }
    }

    private static void CheckOptions(string model, ModelKind? kind, string options)
    {
        if (kind is null || options.Length > MostOptionCharacters)
        {
            throw TrainingTexts.Source.Fault("options", "Options", isUsage: true, arguments: [model, options.Length, MostOptionCharacters]);
        }
        try
        {
            kind.CreateTrainer(options);
        }
        catch (InvalidModelOptionsException invalid)
        {
            throw TrainingTexts.InvalidOptions(model, invalid.Faults);
        }
    }
}
