using Kuajie.Platform.Texts;

namespace Kuajie.Storage.Files;

/// <summary>Texts of pair files.</summary>
internal static class PairFileTexts
{
    private static readonly TextSource Source = TextSource.Of(typeof(PairFileTexts));

    public static string Expected => Source.Format(nameof(Expected));

    public static string MissingCure => Source.Format(nameof(MissingCure));

    public static string BadEncoding => Source.Format(nameof(BadEncoding));

    public static string BadEncodingCure => Source.Format(nameof(BadEncodingCure));

    public static string BlankLine => Source.Format(nameof(BlankLine));

    public static string NoRows => Source.Format(nameof(NoRows));

    public static string EmptyId => Source.Format(nameof(EmptyId));

    public static string LineCure => Source.Format(nameof(LineCure));

    public static string Missing(string path) => Source.Format(nameof(Missing), path);

    public static string WrongHeader(string columns) => Source.Format(nameof(WrongHeader), columns);

    public static string WrongColumns(int found, int expected) => Source.Format(nameof(WrongColumns), found, expected);

    public static string BadRating(string text) => Source.Format(nameof(BadRating), text);

    public static string Line(string path, int line) => Source.Format(nameof(Line), path, line);
}
