using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Training.Texts;

/// <summary>Texts of benchmarks and evaluations.</summary>
internal static class BenchmarkTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(BenchmarkTexts));

    public static string NoRowCountsExpected => Source.Format(nameof(NoRowCountsExpected));

    public static string NoRowCountsCure => Source.Format(nameof(NoRowCountsCure));

    public static string UnknownModelCure => Source.Format(nameof(UnknownModelCure));

    public static string NoRowCounts(int rows) => Source.Format(nameof(NoRowCounts), rows);

    public static string UnknownModel(string name) => Source.Format(nameof(UnknownModel), name);

    public static string UnknownModelExpected(string names) => Source.Format(nameof(UnknownModelExpected), names);

    public static string OptionFound(string option, string found) => Source.Format(nameof(OptionFound), option, found);

    public static string OptionExpected(string option, string expected) => Source.Format(nameof(OptionExpected), option, expected);

    public static string OptionCure(string model) => Source.Format(nameof(OptionCure), model);

    public static string NothingHeldOutExpected => Source.Format(nameof(NothingHeldOutExpected));

    public static string NothingHeldOutCure => Source.Format(nameof(NothingHeldOutCure));

    public static string NoTimesExpected => Source.Format(nameof(NoTimesExpected));

    public static string NoTimesCure => Source.Format(nameof(NoTimesCure));

    public static string NothingHeldOut(string splitter) => Source.Format(nameof(NothingHeldOut), splitter);

    public static string NoTimes(string domain) => Source.Format(nameof(NoTimes), domain);
}
