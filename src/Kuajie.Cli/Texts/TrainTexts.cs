using System.Text.Json;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Cli.Output;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Texts;
using Kuajie.Platform.Training;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of <c>kuajie train</c>.</summary>
internal static class TrainTexts
{
    private const int MostOptionsShown = 160;
    private static readonly TextSource Source = TextSource.Of(typeof(TrainTexts));

    public static string Description => Source.Format(nameof(Description));

    public static string TargetOption => Source.Format(nameof(TargetOption));

    public static string SourceOption => Source.Format(nameof(SourceOption));

    public static string BothOption => Source.Format(nameof(BothOption));

    public static string ModelOption => Source.Format(nameof(ModelOption), string.Join(", ", ModelCatalog.Kinds.Select(kind => kind.Name)));

    public static string OptionsOption => Source.Format(nameof(OptionsOption));

    public static string WeightsOption => Source.Format(nameof(WeightsOption));

    public static string NormalizeOption => Source.Format(nameof(NormalizeOption));

    public static string VectorsOption => Source.Format(nameof(VectorsOption));

    public static string VectorLengths(string lengths) => Source.Format(nameof(VectorLengths), lengths);

    public static string SeedOption => Source.Format(nameof(SeedOption));

    public static string RefreshOption => Source.Format(nameof(RefreshOption));

    public static string MeasureOption => Source.Format(nameof(MeasureOption));

    public static string ThreadsOption => Source.Format(nameof(ThreadsOption));

    public static string Reading => Source.Format(nameof(Reading));

    public static string RowsUnit => Source.Format(nameof(RowsUnit));

    public static string Choosing => Source.Format(nameof(Choosing));

    public static string CandidatesUnit => Source.Format(nameof(CandidatesUnit));

    public static string Training => Source.Format(nameof(Training));

    public static string StepsUnit => Source.Format(nameof(StepsUnit));

    public static string HoldsUserRows => Source.Format(nameof(HoldsUserRows));

    /// <summary>Where the time of an automatic choice went.</summary>
    public static string Spent(SearchSpending spending) =>
        Source.Format(
            spending.BudgetSeconds is null ? "SpentOfSteps" : nameof(Spent),
            spending.SearchSeconds,
            spending.BlendSeconds,
            spending.RefitSeconds,
            spending.Continued,
            spending.GivenUp,
            spending.BudgetSeconds ?? 0
        );

    public static string ModelColumn => Source.Format(nameof(ModelColumn));

    public static string OptionsColumn => Source.Format(nameof(OptionsColumn));

    public static string DatasetLine(InteractionDataset dataset) =>
        Source.Format(
            nameof(DatasetLine),
            dataset.UserCount,
            string.Join(
                "; ",
                dataset.Domains.Select(domain =>
                    Source.Format(
                        "DomainPart",
                        DomainName.ForPeople(domain.Domain),
                        domain.Users.Count,
                        domain.Items.Count,
                        domain.Interactions.EntryCount
                    )
                )
            )
        );

    /// <summary>What was chosen. The options of a blend fill a screen that nobody reads; the version on record has them whole.</summary>
    public static string ChosenLine(IModelTrainer trainer) =>
        Source.Format(nameof(ChosenLine), trainer.Name, Shortened(OptionsOf(trainer)));

    public static string Trained(TrainedVersion trained) =>
        Source.Format(
            nameof(Trained),
            string.Join("+", trained.Version.Domains.Where(domain => domain != trained.Version.TargetDomain).Select(DomainName.ForPeople)),
            DomainName.ForPeople(trained.Version.TargetDomain),
            trained.Version.Model,
            trained.Version.VersionId,
            ProgressLine.Duration(TimeSpan.FromSeconds(trained.Version.TrainingSeconds))
        );

    private static string Shortened(string options) =>
        options.Length <= MostOptionsShown ? options : options[..MostOptionsShown].TrimEnd() + " …";

    /// <summary>A trainer's options on one line.</summary>
    public static string OptionsOf(IModelTrainer trainer) =>
        string.Join(
            ", ",
            JsonDocument
                .Parse(OptionsJson.Write(trainer.Options))
                .RootElement.EnumerateObject()
                .Select(option => $"{option.Name} {option.Value}")
        );

    public static KuajieException BothNeedsSource() => Source.Fault("both-needs-source", nameof(BothNeedsSource), isUsage: true);

    public static KuajieException RefreshKeepsOptions(string option) =>
        Source.Fault("refresh-keeps-options", nameof(RefreshKeepsOptions), isUsage: true, arguments: [option]);
}
