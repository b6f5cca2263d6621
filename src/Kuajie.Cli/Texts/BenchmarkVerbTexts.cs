using Kuajie.Platform.Texts;
using Kuajie.Platform.Training.Benchmarks;

namespace Kuajie.Cli.Texts;

/// <summary>Texts of the verbs <c>benchmark</c> and <c>evaluate</c>.</summary>
internal static class BenchmarkVerbTexts
{
    private static readonly TextSource Resource = TextSource.Of(typeof(BenchmarkVerbTexts));

    public static string Benchmark => Resource.Format(nameof(Benchmark));

    public static string Source => Resource.Format(nameof(Source));

    public static string Target => Resource.Format(nameof(Target));

    public static string SourceOrDomain => Resource.Format(nameof(SourceOrDomain));

    public static string TargetOrDomain => Resource.Format(nameof(TargetOrDomain));

    public static string Test => Resource.Format(nameof(Test));

    public static string Valid => Resource.Format(nameof(Valid));

    public static string Protocol => Resource.Format(nameof(Protocol));

    public static string Negatives => Resource.Format(nameof(Negatives));

    public static string Seeds => Resource.Format(nameof(Seeds));

    public static string ScorePairs => Resource.Format(nameof(ScorePairs));

    public static string ScoresOut => Resource.Format(nameof(ScoresOut));

    public static string Markdown => Resource.Format(nameof(Markdown));

    public static string Model => Resource.Format(nameof(Model));

    public static string Options => Resource.Format(nameof(Options));

    public static string Compare => Resource.Format(nameof(Compare));

    public static string Budget => Resource.Format(nameof(Budget));

    public static string Steps => Resource.Format(nameof(Steps));

    public static string ValidationRows => Resource.Format(nameof(ValidationRows));

    public static string Seed => Resource.Format(nameof(Seed));

    public static string Threads => Resource.Format(nameof(Threads));

    public static string ModelsUnit => Resource.Format(nameof(ModelsUnit));

    public static string Columns => Resource.Format(nameof(Columns));

    public static string SegmentColumn => Resource.Format(nameof(SegmentColumn));

    public static string ScoresUnpaired => Resource.Format(nameof(ScoresUnpaired));

    public static string ScoresUnpairedExpected => Resource.Format(nameof(ScoresUnpairedExpected));

    public static string ScoresUnpairedCure => Resource.Format(nameof(ScoresUnpairedCure));

    public static string Evaluate => Resource.Format(nameof(Evaluate));

    public static string Split => Resource.Format(nameof(Split));

    public static string Share => Resource.Format(nameof(Share));

    public static string NegativesOrFull => Resource.Format(nameof(NegativesOrFull));

    public static string Cutoffs => Resource.Format(nameof(Cutoffs));

    public static string Ratings => Resource.Format(nameof(Ratings));

    public static string RatingRow(string metric, double ofBiases) => Resource.Format(nameof(RatingRow), metric, ofBiases);

    public static string MetricColumn => Resource.Format(nameof(MetricColumn));

    public static string FitColumn => Resource.Format(nameof(FitColumn));

    public static string OptionExpected(string expected) => Resource.Format(nameof(OptionExpected), expected);

    public static string OptionFound(string option, string found) => Resource.Format(nameof(OptionFound), option, found);

    public static string OptionCure(string option) => Resource.Format(nameof(OptionCure), option);

    public static string Stage(BenchmarkStage stage) => Resource.Format($"Stage{stage}");

    public static string CandidateNote(int done, int total, string model, string options, double ndcg) =>
        Resource.Format(nameof(CandidateNote), done, total, model, options, 100 * ndcg);

    public static string Heading(string target, string source, int rows, int rowsRead, int twins, bool isCold) =>
        Resource.Format(isCold ? "HeadingCold" : nameof(Heading), target, source, rows, rowsRead, twins);

    public static string Chosen(string model, string options) => Resource.Format(nameof(Chosen), model, options);

    public static string Versus(string model, string other, double difference, double low, double high, double probability) =>
        Resource.Format(nameof(Versus), model, other, difference, low, high, probability);

    public static string EvaluationHeading(string target, string split, int users, int rows) =>
        Resource.Format(nameof(EvaluationHeading), target, split, users, rows);
}
