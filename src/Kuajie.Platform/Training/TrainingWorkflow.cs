using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Evaluation.Protocols;
using Kuajie.Algorithms.Evaluation.Selection;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Blend;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Platform.Content;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training.Benchmarks;
using Kuajie.Platform.Training.Evaluation;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Training;

/// <summary>Stores → dataset → choice on validation data → model → file and registry.</summary>
public sealed class TrainingWorkflow(IWorkspace workspace, TimeProvider clock)
{
    /// <summary>The model name that stands for "whatever validation says is best".</summary>
    public static string Auto => ModelCatalog.Auto.Name;

    /// <summary>Trains a model for one direction, records it and lets it serve that direction.</summary>
    /// <param name="request">What to train.</param>
    /// <param name="listener">Hears of each stage; calls come in order from one thread.</param>
    /// <param name="cancellation">Ends it; a model that was not recorded leaves nothing behind.</param>
    /// <exception cref="KuajieException">Unknown domain, model or options, or no data.</exception>
    public TrainedVersion Train(TrainingRequest request, ITrainingListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(listener);
        CheckDomains(request.Domains);
        var kinds = KindsOf(request);
        var given = request.OptionsJson is { } options ? CreateTrainer(kinds, options) : null;
        var data = new TrainingData
        {
            Domains = request.Domains,
            KindWeights = request.KindWeights,
            Normalization = request.Normalization,
            Twins = request.Twins,
        };
        StoredVectors.Keep(workspace.Vectors, request.Domains, request.Vectors);
        var dataset = BuildDataset(data, listener.RowsRead, cancellation);
        var target = dataset.Domains.Count - 1;
        ContentFaults.ThrowIfMissing([request.Model], dataset, target);
        listener.DatasetBuilt(dataset);

        var started = clock.GetTimestamp();
        var run = new TrainingRun(request.Seed, request.Threads, listener.TrainingSteps, cancellation);
        // Chosen on data without the held-out rows: otherwise these would have had a say in what they are to judge.
        var measured = request.IsMeasured
            ? ModelQuality.Measure(dataset, SettingsOf(request, request.OptionsJson), clock, listener.Selection, cancellation)
            : null;
        var quality = measured is null ? request.Quality : ModelQuality.Of(measured);
        var (trainer, choice, leaderboard) =
            given is not null ? (given, request.Choice, measured?.Leaderboard ?? [])
            : measured is not null ? Taken(measured)
            : Choose(request, kinds, dataset, target, run, listener);
        listener.TrainerChosen(trainer);
        var refitStarted = clock.GetTimestamp();
        var model = Fitted(trainer.Name, () => trainer.Train(dataset, target, run));
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        if (choice?.Spending is { } spending)
        {
            choice = choice with { Spending = spending with { RefitSeconds = clock.GetElapsedTime(refitStarted).TotalSeconds } };
        }
        return Record(request, data, DataHash(dataset), dataset, model, choice, quality, leaderboard, seconds);
    }

    /// <summary>
    /// Carries a recorded model on to the interactions as they are now, records the result as a new version and lets it serve. Options, weights and seed
    /// stay those of the model.
    /// </summary>
    /// <param name="request">The direction, the threads and item vectors; the rest of it is not looked at.</param>
    /// <param name="versionId">Which version, or null for the one that serves the direction.</param>
    /// <param name="listener">Hears of each stage; calls come in order from one thread.</param>
    /// <param name="cancellation">Ends it; a model that was not recorded leaves nothing behind.</param>
    /// <exception cref="KuajieException">No such version, one of another direction or of a kind that cannot be refreshed, or no data.</exception>
    public TrainedVersion Refresh(TrainingRequest request, string? versionId, ITrainingListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(listener);
        CheckDomains(request.Domains);
        var refresh = ModelRefresh.Find(workspace, request, versionId);
        StoredVectors.Keep(workspace.Vectors, request.Domains, request.Vectors);
        var dataset = BuildDataset(refresh.Data, listener.RowsRead, cancellation);
        listener.DatasetBuilt(dataset);
        listener.TrainerChosen(refresh.Trainer);
        var started = clock.GetTimestamp();
        var run = new TrainingRun(refresh.Seed, request.Threads, listener.TrainingSteps, cancellation);
        var model = Fitted(refresh.Trainer.Name, () => refresh.Run(dataset, run));
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var own = request with { Seed = refresh.Seed, KindWeights = refresh.Data.KindWeights, Normalization = refresh.Data.Normalization };
        return Record(own, refresh.Data, DataHash(dataset), dataset, model, null, null, [], seconds);
    }

    /// <summary>The dataset of some domains, the last of which is to be recommended.</summary>
    /// <param name="data">Which domains, and how interactions are weighed.</param>
    /// <param name="rowsRead">Told the rows read so far, or null.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="vectors">Vectors of items by domain that stand in for the stored ones, or null.</param>
    /// <exception cref="KuajieException">An unknown domain, one named twice, or nothing to learn from in the last.</exception>
    public InteractionDataset BuildDataset(
        TrainingData data,
        IProgress<long>? rowsRead,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, ItemVectors>? vectors = null
    )
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckDomains(data.Domains);
        var dataset = DatasetBuilding.Build(workspace, data, rowsRead, cancellation, vectors);
        CheckData(dataset, dataset.Domains.Count - 1, data.Domains[^1]);
        return dataset;
    }

    private void CheckDomains(IReadOnlyList<string> domains)
    {
        foreach (var name in domains)
        {
            workspace.Partners.ThrowIfUnknown(name);
        }
        if (domains.Distinct(StringComparer.Ordinal).Count() < domains.Count)
        {
            throw TrainingTexts.Source.Fault("same-domain", "SameDomain", isUsage: true, arguments: [domains[^1]]);
        }
    }

    private static ModelKind[] KindsOf(TrainingRequest request)
    {
        if (string.Equals(request.Model, Auto, StringComparison.Ordinal) && request.OptionsJson is null)
        {
            return Searched(withCrossDomain: request.SourceDomains.Count > 0);
        }
        var kind =
            ModelCatalog.Find(request.Model)
            ?? throw TrainingTexts.Source.Fault(
                "unknown-model",
                "UnknownModel",
                isUsage: true,
                arguments: [request.Model, string.Join(", ", ModelCatalog.Kinds.Select(each => each.Name).Prepend(Auto))]
            );
        return kind.IsCrossDomain && request.SourceDomains.Count == 0
                ? throw TrainingTexts.Source.Fault("no-source", "NoSource", isUsage: true, arguments: [kind.Name])
            : kind is BlendKind && request.OptionsJson is null ? Searched(kind.IsCrossDomain)
            : [kind];
    }

    private static ModelKind[] Searched(bool withCrossDomain) =>
        [.. ModelCatalog.SearchedByAuto.Where(kind => withCrossDomain || !kind.IsCrossDomain)];

    private static void CheckData(InteractionDataset dataset, int target, string targetDomain)
    {
        if (dataset.Domains[target].Interactions.EntryCount == 0)
        {
            throw TrainingTexts.Source.Fault("no-interactions", "NoInteractions", arguments: [targetDomain]);
        }
    }

    private static BenchmarkSettings SettingsOf(TrainingRequest request, string? options) =>
        new(
            request.Model,
            options,
            [],
            SampledCandidates.Default,
            request.Seed,
            request.Threads,
            request.Budget,
            ValidationSet.DefaultMostRows
        );

    private static (IModelTrainer Trainer, ModelChoice? Choice, IReadOnlyList<LeaderboardEntry> Leaderboard) Taken(EvaluationReport report)
    {
        var choice = report.Results[^1].Choice;
        return (ModelCatalog.Find(choice.Model)!.CreateTrainer(choice.OptionsJson), choice, report.Leaderboard);
    }

    /// <summary>Every candidate is tried on held-out training rows and the best one taken.</summary>
    private (IModelTrainer Trainer, ModelChoice? Choice, IReadOnlyList<LeaderboardEntry> Leaderboard) Choose(
        TrainingRequest request,
        ModelKind[] kinds,
        InteractionDataset dataset,
        int target,
        TrainingRun run,
        ITrainingListener listener
    )
    {
        var validation = ValidationSet.FromTraining(dataset, target, SampledCandidates.Default, request.Seed);
        if (validation.Rows.Count == 0)
        {
            return (kinds[0].CreateTrainer(), null, []);
        }
        var settings = SettingsOf(request, null);
        var chooser = new ModelChooser(
            new ModelPlan(kinds, null, null),
            () => validation,
            settings,
            run with
            {
                Progress = null,
            },
            clock,
            listener.Selection
        );
        var choice = chooser.Choose(request.Model);
        return (ModelCatalog.Find(choice.Model)!.CreateTrainer(choice.OptionsJson), choice, chooser.Entries);
    }

    /// <summary>What a trainer finds wrong only when it sees the data is told like any other wrong option.</summary>
    private static IModel Fitted(string model, Func<IModel> train)
    {
        try
        {
            return train();
        }
        catch (InvalidModelOptionsException invalid)
        {
            throw TrainingTexts.InvalidOptions(model, invalid.Faults);
        }
        catch (MissingContentException missing)
        {
            throw ContentFaults.Missing(missing.Domain, model);
        }
    }

    private static IModelTrainer CreateTrainer(ModelKind[] kinds, string options)
    {
        try
        {
            return kinds[0].CreateTrainer(options);
        }
        catch (InvalidModelOptionsException invalid)
        {
            throw TrainingTexts.InvalidOptions(kinds[0].Name, invalid.Faults);
        }
    }

    private TrainedVersion Record(
        TrainingRequest request,
        TrainingData data,
        string dataHash,
        InteractionDataset dataset,
        IModel model,
        ModelChoice? choice,
        ModelQuality? quality,
        IReadOnlyList<LeaderboardEntry> leaderboard,
        double seconds
    )
    {
        var trainedAt = clock.GetUtcNow();
        var versionId = NewVersionId(trainedAt, model.Name, request.TargetDomain);
        var state = model.ToState();
        var provenance = new ModelProvenance(data, request.Seed, dataHash, CodeVersion.Current, trainedAt);
        var domains = dataset.Domains.Select(domain => new ModelDomain(domain.Domain, domain.Items)).ToArray();
        var checksum = workspace.ModelFiles.Stage(versionId, new ModelDocument(state, domains, provenance.ToJson()));
        var version = new ModelVersion(
            versionId,
            model.Name,
            request.Domains,
            request.TargetDomain,
            state.OptionsJson,
            request.Seed,
            JsonSerializer.Serialize(request.KindWeights, JsonSerializerOptions.Web),
            dataHash,
            CodeVersion.Current,
            trainedAt,
            seconds,
            checksum,
            VersionMetrics.Write(choice, quality)
        );
        if (request.IsServing)
        {
            workspace.Models.AddServing(version, request.SourceDomains);
        }
        else
        {
            workspace.Models.Add(version);
        }
        workspace.ModelFiles.Publish(versionId);
        return new TrainedVersion(version, dataset, choice, leaderboard);
    }

    private string NewVersionId(DateTimeOffset trainedAt, string model, string targetDomain)
    {
        var stem = FormattableString.Invariant($"{trainedAt:yyyyMMdd-HHmmss}-{targetDomain}-{model}");
        var suffix = 1;
        var versionId = stem;
        while (workspace.Models.Find(versionId) is not null)
        {
            versionId = FormattableString.Invariant($"{stem}-{++suffix}");
        }
        return versionId;
    }

    /// <summary>Equal interactions, links, texts and vectors give an equal hash.</summary>
    private string DataHash(InteractionDataset dataset)
    {
        string[] domains = [.. dataset.Domains.Select(domain => domain.Domain)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(workspace.Interactions.ContentHash(domains)));
        for (var second = 1; second < domains.Length; second++)
        {
            for (var first = 0; first < second; first++)
            {
                foreach (var link in workspace.Links.Between(domains[first], domains[second]))
                {
                    hash.AppendData(Encoding.UTF8.GetBytes($"{link.FirstUser}\0{link.SecondUser}\0"));
                }
            }
        }
        CatalogContent.HashInto(hash, dataset);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
